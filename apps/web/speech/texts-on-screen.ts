export interface ShownText {
  words: string;
  /** As the nearest `lang` says. */
  language: string;
}

/**
 * What a person would read on the screen, piece by piece in reading order: the mark of a call, the main part, then
 * the buttons; of an open dialog only what is in it. `data-unspoken` is left out: digits, names, keys of the pad.
 */
export function textsOnScreen(): ShownText[] {
  const dialog = document.querySelector('dialog[open]');
  const parts = dialog ? [dialog] : [...document.querySelectorAll('.call-head .seal, main, .kiosk-foot, .call-foot')];
  return parts.flatMap((part) => {
    const found: ShownText[] = [];
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const words = node.textContent?.trim().replace(/\s+/g, ' ') ?? '';
      const around = node.parentElement;
      if (!words || around?.closest('[data-unspoken], [aria-hidden=true], option')) continue;
      found.push({ words, language: around?.closest<HTMLElement>('[lang]')?.lang ?? '' });
    }
    return found;
  });
}
