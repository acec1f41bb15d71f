import { ATTORNEY_ROLE, placeOf } from '#booking';
import { AttorneyBookings, Notices, type Me, type PartyBooking, type SealProfile } from '#protocol';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiFailure, ask } from '../api/call-api.js';
import { ServerClock } from '../api/server-clock.js';
import { useAction } from '../api/use-action.js';
import { useAnswer } from '../api/use-answer.js';
import { CallView } from '../call/CallView.js';
import { windowOf } from '../call/ShareWindow.js';
import { talkOf, useConsultation } from '../call/use-consultation.js';
import { ComplaintButton } from '../complaints/ComplaintButton.js';
import { LaterCourt } from '../court/LaterCourt.js';
import { m } from '../generated/texts/messages.js';
import { clock } from '../text/moments.js';
import { Button } from '../ui/Button.js';
import { Clock } from '../ui/Clock.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { Failed } from '../ui/Failed.js';
import { Page } from '../ui/Page.js';
import { PersonBar } from '../ui/PersonBar.js';
import { Working } from '../ui/Working.js';
import { useHash } from '../ui/use-hash.js';
import { OwnAccount } from '../account/OwnAccount.js';
import { DeviceTestScreen } from './DeviceTestScreen.js';
import { JoinScreen } from './JoinScreen.js';
import { KnownRosters, sameRoster } from './known-rosters.js';
import { ReceiptScreen } from './ReceiptScreen.js';
import { News } from './News.js';
import { OpenRequests } from './OpenRequests.js';
import { SeenRounds } from './seen-rounds.js';
import { comingSessions, SessionList } from './SessionList.js';

interface SessionsProps {
  facility: Me['facility'];
  seal: SealProfile;
  person: NonNullable<Me['person']>;
  onOut: () => void;
}

type Open = { screen: 'join' | 'receipt' | 'court'; booking: PartyBooking };

/** My sessions; one of them opened to join or for its receipt; the call covers everything. */
export function Sessions({ facility, seal, person, onOut }: SessionsProps) {
  const [serverClock] = useState(() => new ServerClock());
  const [known] = useState(() => new KnownRosters(localStorage));
  const [open, setOpen] = useState<Open>();
  const [moved, setMoved] = useState(false);
  const hash = useHash();
  const [testing, setTesting] = useState(false);
  const [rounds] = useState(() => new SeenRounds(localStorage));
  const running = useConsultation((booking, seen) => rounds.keep(booking, seen));
  const { state, consultation } = running;
  const list = useAnswer(
    async () => {
      const answer = await ask(AttorneyBookings, 'GET', '/api/attorney/bookings');
      serverClock.learn(answer.now);
      for (const booking of answer.bookings) known.of(booking);
      return answer;
    },
    10_000,
    [],
  );
  // An interpreter asks for nothing and is told nothing but what it takes part in.
  const asks = person.role === 'attorney';
  const news = useAnswer(() => ask(Notices, 'GET', '/api/attorney/notices'), 10_000, []);
  const now = useCallback(() => serverClock.now(), [serverClock]);
  const { zone } = facility;
  const leave = () => {
    running.leave();
    setOpen(undefined);
    list.again();
  };
  const join = useAction(async (wanted: PartyBooking) => {
    setMoved(false);
    const stored = known.of(wanted);
    running.enter({ ...wanted, ...stored });
    // The parties may have changed since the list was read: a seal over the former ones would break anyway.
    const { bookings } = await ask(AttorneyBookings, 'GET', '/api/attorney/bookings');
    const current = bookings.find((booking) => booking.id === wanted.id);
    if (current && sameRoster(stored, current)) return;
    running.leave();
    list.again();
    if (!current) throw new ApiFailure('not-found');
  });
  const sentAway = state.name === 'ended' && state.code === 'wrong-state';
  useEffect(() => {
    if (!sentAway) return;
    setMoved(true);
    running.leave();
    list.again();
  }, [sentAway]);
  const frame = {
    place: facility.name,
    help: m.help_attorney(),
    bar: <ConnectionBar since={list.failedAt === undefined ? undefined : clock(list.failedAt, zone)} />,
    beside: (
      <>
        <Clock now={now} zone={zone} />
        <PersonBar name={person.name} onOut={onOut} />
      </>
    ),
  };
  if (open?.screen === 'court') {
    return (
      <LaterCourt
        facility={facility}
        booking={{ ...open.booking, ...known.of(open.booking) }}
        own="attorney"
        profile={seal}
        zone={zone}
        now={now}
        keep={(booking, seen) => rounds.keep(booking, seen)}
        leave={{ words: m.back_to_sessions(), go: leave, always: true }}
      />
    );
  }
  if (open && state.name !== 'idle' && state.name !== 'ended') {
    const { roster, party } = open.booking;
    const own = roster[placeOf(roster, party)]?.role === ATTORNEY_ROLE ? 'attorney' : 'helper';
    return (
      <CallView
        zone={zone}
        call={{
          own,
          more: <ComplaintButton booking={open.booking.id} />,
          state,
          remotes: consultation?.remotes ?? [],
          preview: consultation?.preview,
          ...talkOf(consultation),
          ...(own === 'attorney' && consultation && { window: windowOf(consultation.talk.window) }),
          profile: consultation?.facts?.seal ?? seal,
          origin: location.host,
          booth: open.booking.booth,
          now,
          since: running.since + (now() - Date.now()),
          to: consultation?.facts && Date.parse(consultation.facts.to),
          actions: {
            answer: (same) => consultation?.answer(same),
            goOnWithoutMatching: () => consultation?.goOnWithoutMatching(),
            showVideoWhileMatching: (on) => consultation?.showVideoWhileMatching(on),
            again: () => void consultation?.again(),
            setMuted: (kind, muted) => consultation?.setMuted(kind, muted),
            say: (text) => consultation?.talk.words.say(text),
            end: () => consultation?.end(),
            leave,
          },
        }}
      />
    );
  }
  if (open && (open.screen === 'receipt' || (state.name === 'ended' && !sentAway))) {
    const code = state.name === 'ended' ? state.code : open.booking.completion;
    const shown = { booking: open.booking, code, rounds, zone };
    return <ReceiptScreen frame={frame} {...shown} onBack={leave} />;
  }
  if (testing) return <DeviceTestScreen frame={frame} onBack={() => setTesting(false)} />;
  if (open) {
    const current = list.value?.bookings.find((booking) => booking.id === open.booking.id) ?? open.booking;
    return (
      <JoinScreen
        frame={frame}
        booking={current}
        known={known}
        zone={zone}
        seal={seal}
        onJoin={(wanted) =>
          wanted.part === 'hearing' ? setOpen({ screen: 'court', booking: wanted }) : join.run(wanted)
        }
        joining={join.running}
        failure={join.failure ?? (moved ? new ApiFailure('wrong-state') : undefined)}
        onTest={() => setTesting(true)}
        onBack={() => setOpen(undefined)}
      />
    );
  }
  if (hash === 'account') {
    return (
      <Page
        {...frame}
        title={m.account_title()}
        main={
          <Button kind="main" onPress={() => (location.hash = '')}>
            {m.back_to_sessions()}
          </Button>
        }
      >
        <OwnAccount zone={zone} onOut={onOut} />
      </Page>
    );
  }
  // What stands above the sessions is there first: nothing moves under a finger.
  const settled = news.value !== undefined || news.failure !== undefined;
  const next = comingSessions(list.value?.bookings ?? [])[0];
  return (
    <Page
      {...frame}
      title={m.my_sessions()}
      main={
        next && (
          <Button kind="main" onPress={() => setOpen({ screen: 'join', booking: next })}>
            {m.open_named({ time: clock(next.from, zone), booth: next.booth })}
          </Button>
        )
      }
    >
      {list.value && settled ? (
        <div class="stack-wide">
          <News answer={news} zone={zone} />
          <SessionList
            bookings={list.value.bookings}
            zone={zone}
            onOpen={(screen, booking) => setOpen({ screen, booking })}
          >
            {asks && <OpenRequests now={now} zone={zone} onChanged={list.again} />}
          </SessionList>
          <div class="row">
            <Button onPress={() => setTesting(true)}>{m.test_title()}</Button>
            <ComplaintButton />
          </div>
        </div>
      ) : list.failure ? (
        <Failed failure={list.failure} onAgain={list.again} />
      ) : (
        <Working what={m.loading_sessions()} />
      )}
    </Page>
  );
}
