/** What a hearing is spoken and shown in; `rtx` carries what is sent again of the picture. */
const CODECS: Readonly<Record<string, string>> = { audio: 'opus', video: 'vp8' };

/**
 * A description as the hearing plane takes it: Opus and VP8 alone (RFC 8866 payloads), and lost sound is asked for again
 * (RFC 4585 §4.2), which Chromium does only if both descriptions say so. A layer that is closed now stays in it: it may open
 * without being negotiated.
 */
export function courtSdp(sdp: string): string {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
  return [session, ...sections.map(mediaSection)].join('');
}

function mediaSection(section: string): string {
  const lines = section.split('\r\n');
  const [, kind = '', head = ''] = /^m=(\w+) (\S+ \S+) /.exec(lines[0] as string) ?? [];
  const kept = payloadsOf(lines, CODECS[kind] ?? '');
  if (kept.length === 0) return section;
  const [main] = kept;
  const built = lines.slice(1).flatMap((line) => {
    const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1];
    if (payload !== undefined && !kept.includes(payload)) return [];
    return line.startsWith('a=simulcast:') ? line.replaceAll('~', '') : line;
  });
  const nack = `a=rtcp-fb:${main} nack`;
  if (kind === 'audio' && !built.includes(nack)) {
    built.splice(built.findIndex((line) => line.startsWith(`a=rtpmap:${main} `)) + 1, 0, nack);
  }
  return [`m=${kind} ${head} ${kept.join(' ')}`, ...built].join('\r\n');
}

/** Payload types of `codec`, and of the `rtx` that belongs to one of them. */
function payloadsOf(lines: readonly string[], codec: string): string[] {
  const named = (wanted: string) =>
    lines.flatMap((line) => {
      const found = /^a=rtpmap:(\d+) ([\w-]+)\//.exec(line);
      return found?.[2]?.toLowerCase() === wanted ? [found[1] as string] : [];
    });
  const own = named(codec);
  return [...own, ...named('rtx').filter((rtx) => own.some((apt) => lines.includes(`a=fmtp:${rtx} apt=${apt}`)))];
}

/** The `mid`s of sections that carry nothing (RFC 8829 §5.2.2). */
export const inactiveMids = (sdp: string): string[] =>
  sdp
    .split(/^(?=m=)/m)
    .slice(1)
    .filter((section) => /^a=inactive\s*$/m.test(section) || /^m=\w+ 0 /.test(section))
    .flatMap((section) => /^a=mid:(\S+)/m.exec(section)?.[1] ?? []);
