import { LinkToken } from '#protocol';

const KEY = 'habeas-court-link';

/**
 * The personal link that this tab was opened with. It leaves the address bar at once, so that nobody reads it there, no
 * history keeps it and no address that is passed on has it; the tab itself keeps it over a reload, and no longer.
 */
export function ownLink(): string | undefined {
  const asked = LinkToken.safeParse(location.hash.slice(1));
  if (!asked.success) return sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.setItem(KEY, asked.data);
  history.replaceState(null, '', location.pathname);
  return asked.data;
}

/** After the end: the tab knows the link no longer. */
export const forgetLink = (): void => sessionStorage.removeItem(KEY);
