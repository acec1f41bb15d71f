import type { Page } from 'playwright-core';

/** How many pixels the page is wider than the window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Parts of a kiosk screen that would have to be scrolled. */
export const scrolled = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.kiosk-main, .call-main')]
      .filter((part) => part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.className || part.tagName} ${part.scrollHeight} > ${part.clientHeight}`),
  );

/**
 * Words that nobody can bring into view: beside the window, or outside of what an ancestor shows and does not scroll.
 * What is there for screen readers alone (`.unseen`) is not meant to be seen.
 */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (how: string) => how === 'auto' || how === 'scroll';
    const hides = (how: string) => how === 'hidden' || how === 'clip';
    const lost = (element: Element): boolean => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const words = range.getBoundingClientRect();
      let sideways = false;
      for (let around: Element | null = element; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const box = around.getBoundingClientRect();
        if (hides(overflowX) && !sideways && (words.right > box.right + 2 || words.left < box.left - 2)) return true;
        if (hides(overflowY) && (words.bottom > box.bottom + 2 || words.top < box.top - 2)) return true;
        // Whatever scrolls can bring it into view within itself.
        if (scrolls(overflowY)) return !sideways && !scrolls(overflowX) && words.right > box.right + 2;
        sideways ||= scrolls(overflowX);
      }
      return !sideways && (words.right > innerWidth + 1 || words.left < -1);
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => !element.closest('.unseen, noscript, svg, option') && element.getClientRects().length > 0)
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter(lost)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`);
  });

/** Touch targets under `least` pixels; a dialog hides what is behind it. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((pixels) => {
    const inside = document.querySelector('dialog') ?? document;
    return [...inside.querySelectorAll('button, input, select, a[href]')]
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < pixels || box.width < pixels))
      .map(({ target, box }) => `${target.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`);
  }, least);

/** Where the one filled button stands: its right and bottom edge from those of the window. */
export const mainPlace = (page: Page): Promise<{ right: number; bottom: number } | undefined> =>
  page.evaluate(() => {
    const main = document.querySelector('dialog') ? undefined : document.querySelector('.button-main');
    const box = main?.getBoundingClientRect();
    return box && { right: Math.round(innerWidth - box.right), bottom: Math.round(innerHeight - box.bottom) };
  });
