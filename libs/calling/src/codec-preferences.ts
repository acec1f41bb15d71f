import type { MediaKind } from './sdp-rules.js';

export interface CodecCapability {
  mimeType: string;
  clockRate: number;
  channels?: number;
  sdpFmtpLine?: string;
}

/** What `setCodecPreferences` gets: opus; or VP9 profile 0 and rtx. Order of the browser is kept. */
export function allowedCodecs<C extends CodecCapability>(kind: MediaKind, offered: readonly C[]): C[] {
  return offered.filter((codec) => {
    const type = codec.mimeType.toLowerCase();
    if (kind === 'audio') return type === 'audio/opus';
    if (type === 'video/rtx') return true;
    return type === 'video/vp9' && !/profile-id=[1-9]/.test(codec.sdpFmtpLine ?? '');
  });
}
