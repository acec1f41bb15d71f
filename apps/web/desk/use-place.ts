import { useEffect, useState } from 'preact/hooks';

export const PLACES = ['day', 'queue', 'booths', 'people'] as const;
export type Place = (typeof PLACES)[number];

const here = (): Place => PLACES.find((place) => `#${place}` === location.hash) ?? 'day';

/** The part of the desk that the address names, so that Back works. */
export function usePlace(): Place {
  const [place, set] = useState(here);
  useEffect(() => {
    const onChange = () => set(here());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return place;
}
