import { isOver } from '#hearing';
import type { HearingView, Me } from '#protocol';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { chooseLocale, currentLocale, LOCALES } from '../text/locale.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { Page } from '../ui/Page.js';
import { Working } from '../ui/Working.js';
import { clock } from '../text/moments.js';
import { ENTERING } from './channel/channel-state.js';
import { type ChannelOptions, HearingChannel } from './channel/hearing-channel.js';
import type { CourtProps, Leave } from './court-props.js';
import { CourtView } from './CourtView.js';
import { CourtMedia, NO_MEDIA } from './media/court-media.js';
import { planeLink } from './media/plane-link.js';
import { NotLetIn } from './NotLetIn.js';

const LANGUAGE = 'habeas-court-language';

export interface AttendanceProps {
  facility: Me['facility'];
  /** The first frame of this device. */
  enter: ChannelOptions['enter'];
  /** Whence this person came; absent for who came by a link. */
  leave?: Leave;
  /** Over for everybody, or for this person. */
  onOver?: (() => void) | undefined;
  word?: CourtProps['word'];
}

/** One person in one hearing: the channel, the own devices, and the screen that follows from both. */
export function Attendance({ facility, enter, leave, onOver, word }: AttendanceProps) {
  const [state, setState] = useState(ENTERING);
  const [shown, setMedia] = useState(NO_MEDIA);
  const [media, channel] = useMemo(() => {
    const media = new CourtMedia({
      changed: setMedia,
      link: planeLink,
      lost: () => channel.again(),
      broken: () => channel.renew(),
      missing: (voices) => channel.report(voices),
    });
    const channel = new HearingChannel({
      socket: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/hearing`, 'habeas-hearing'),
      enter,
      changed: setState,
      held: () => media.held,
      line: (frame) => media.limit(frame),
      media: (frame) => (frame.type === 'media' ? void media.granted(frame.grant, frame.relay) : media.revoked()),
    });
    return [media, channel] as const;
  }, []);
  useEffect(() => {
    channel.open();
    const end = () => media.end();
    addEventListener('pagehide', end);
    return () => {
      removeEventListener('pagehide', end);
      channel.close();
      media.end();
    };
  }, []);
  const known = state.name === 'in' || state.name === 'lost' ? state.known : undefined;
  useLanguageOf(leave === undefined ? known?.view : undefined);
  useTypeSizeOf(known?.view);
  const standing = known?.view.you.standing;
  const muted = known?.view.you.muted === true;
  useEffect(() => media.setMutedByCourt(muted), [muted, shown.own]);
  useEffect(() => {
    if (standing === 'removed' || standing === 'released') media.end();
  }, [standing]);
  const over = known !== undefined && isOut(known.view);
  useEffect(() => {
    if (over) onOver?.();
  }, [over]);
  useDetachment(state.name === 'in' ? known?.view : undefined, media, channel);
  if (state.name === 'refused' || state.name === 'replaced') {
    const code = state.name === 'refused' ? state.code : 'replaced';
    return <NotLetIn facility={facility.name} code={code} leave={leave} />;
  }
  if (known === undefined) {
    const since = state.name === 'lost' ? clock(state.since, facility.zone) : undefined;
    return (
      <Page
        place={facility.name}
        title={m.court_title()}
        help={m.court_help()}
        bar={<ConnectionBar since={since} />}
        languageKept={false}
      >
        <Working what={m.court_entering()} />
      </Page>
    );
  }
  return (
    <CourtView
      court={{
        view: known.view,
        minute: known.minute,
        lostSince: state.name === 'lost' ? state.since : undefined,
        refusal: state.name === 'in' ? state.refusal : undefined,
        media: shown,
        level: media.level,
        measured: media.measured,
        facility: facility.name,
        leave,
        word,
        zone: facility.zone,
        now: () => Date.now() + known.ahead,
        actions: {
          say: (command) => void channel.command(command),
          note: (text, corrects) => channel.note(text, corrects),
          beginDevices: () => void media.begin(),
          setMuted: (kind, on) => media.setMuted(kind, on),
          setTile: (seat, tile) => media.setTile(seat, tile),
        },
      }}
    />
  );
}

const isOut = (view: HearingView): boolean =>
  isOver(view) || view.you.standing === 'removed' || view.you.standing === 'released';

/** The page speaks the language of the invitation until this person chooses another one, which holds in this tab. */
function useLanguageOf(view: HearingView | undefined): void {
  const language = view?.you.language;
  const locale = currentLocale();
  const followed = useRef(false);
  useEffect(() => {
    if (language === undefined) return;
    const own = sessionStorage.getItem(LANGUAGE);
    if (!followed.current) chooseLocale(LOCALES.find((one) => one === own) ?? language, false);
    else sessionStorage.setItem(LANGUAGE, locale);
    followed.current = true;
  }, [language, locale]);
}

/** An accused sits before a screen of the facility, some way off. */
function useTypeSizeOf(view: HearingView | undefined): void {
  const large = view?.you.role === 'accused';
  useEffect(() => {
    document.documentElement.dataset['scale'] = large ? 'kiosk' : 'staff';
  }, [large]);
}

/** A private word begins: off the hearing first, and only then does this device say that it is. */
function useDetachment(view: HearingView | undefined, media: CourtMedia, channel: HearingChannel): void {
  const detach = view?.you.conferring === 'detach';
  useEffect(() => {
    let wanted = detach;
    if (wanted) void media.detach().then(() => wanted && channel.command({ type: 'detached' }));
    return () => void (wanted = false);
  }, [detach]);
}
