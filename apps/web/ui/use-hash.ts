import { useEffect, useState } from 'preact/hooks';

/** The part of the address after `#`, without it; so that Back works. */
export function useHash(): string {
  const [hash, set] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const onChange = () => set(location.hash.slice(1));
    addEventListener('hashchange', onChange);
    // It may have changed between the first look and now.
    onChange();
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return hash;
}
