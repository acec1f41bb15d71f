/** A session description as lines: the session's own, then one list a media section (its first line is `m=`). */
export interface SdpSections {
  session: string[];
  media: string[][];
}

export function parseSections(sdp: string): SdpSections {
  const lines = sdp.split(/\r\n|\n/).filter((line) => line !== '');
  const sections: SdpSections = { session: [], media: [] };
  let current = sections.session;
  for (const line of lines) {
    if (line.startsWith('m=')) {
      current = [];
      sections.media.push(current);
    }
    current.push(line);
  }
  return sections;
}

export function writeSections({ session, media }: SdpSections): string {
  return [...session, ...media.flat()].map((line) => `${line}\r\n`).join('');
}

/** `audio`, `video`, `application` … of a media section. */
export function sectionKind(section: readonly string[]): string {
  return (section[0] ?? '').slice(2).split(' ')[0] ?? '';
}

export function sectionMid(section: readonly string[]): string | undefined {
  return section.find((line) => line.startsWith('a=mid:'))?.slice(6);
}

/** Payload type → codec name in lower case, e.g. `opus`, `vp9`, `rtx`. */
export function sectionCodecs(section: readonly string[]): Map<string, string> {
  const codecs = new Map<string, string>();
  for (const line of section) {
    const found = /^a=rtpmap:(\d+) ([^/]+)\//.exec(line);
    if (found) codecs.set(found[1] as string, (found[2] as string).toLowerCase());
  }
  return codecs;
}
