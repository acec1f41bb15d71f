import type { LobbyPerson } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords, standingWords } from '../../text/court-words.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { OtherCounsel } from '../counsel/OtherCounsel.js';
import type { CourtProps } from '../court-props.js';
import { AddPerson } from '../people/AddPerson.js';
import { LinkOf } from '../people/LinkOf.js';
import { roomFacts } from '../presence/room-facts.js';

/** Who is not in court: what is known of each, for judge and clerk to decide. Software decides nothing of it. */
export function LobbyList({ court }: { court: CourtProps }) {
  const { view, actions } = court;
  const [asked, ask] = useState<LobbyPerson>();
  const lost = court.lostSince !== undefined;
  const lobby = view.lobby ?? [];
  const nameOf = (seat: number): string =>
    [...view.people, ...lobby, view.you].find((one) => one.seat === seat)?.name ?? String(seat);
  const names = (seats: readonly number[]) => seats.map(nameOf).join(', ');
  const facts = (one: LobbyPerson): readonly (readonly [string, string])[] => [
    ...roomFacts(one),
    ...(one.sameAddress.length > 0 ? [['▲', m.court_same_address({ names: names(one.sameAddress) })] as const] : []),
    ...(one.linkElsewhere ? [['▲', m.court_link_elsewhere()] as const] : []),
    ...(one.protectedFrom.length > 0
      ? [['▲', m.court_protected_from({ names: names(one.protectedFrom) })] as const]
      : []),
  ];
  return (
    <>
      {lobby.length === 0 && <p>{m.court_nobody_waits()}</p>}
      <ul class="court-rows">
        {lobby.map((one) => (
          <li key={one.seat} class="court-row">
            <p>
              <strong>{one.name}</strong> {courtRoleWords(one.role, one.signLanguage)}
            </p>
            <p class="small">
              {standingWords(one.standing)}
              {one.standing === 'waiting' && !one.connected && `, ${m.court_mark_away()}`}
              {one.standing === 'waiting' &&
                one.connected &&
                `, ${one.company ? m.court_says_ready() : m.court_not_ready()}`}
            </p>
            {facts(one).map(([shape, words]) => (
              <p key={words} class={shape === '▲' ? 'court-odd' : undefined}>
                <span aria-hidden="true">{shape} </span>
                {words}
              </p>
            ))}
            {one.standing === 'waiting' && (
              <div class="row" role="group" aria-label={one.name}>
                <Button off={lost} onPress={() => actions.say({ type: 'admit', seat: one.seat })}>
                  {m.court_admit()}
                </Button>
                <Button kind="danger" off={lost} onPress={() => ask(one)}>
                  {m.court_remove_short()}
                </Button>
                <OtherCounsel court={court} person={one} />
                <LinkOf court={court} person={one} />
              </div>
            )}
            {one.standing === 'expected' && <LinkOf court={court} person={one} />}
            {one.standing === 'removed' && (
              <Button off={lost} onPress={() => actions.say({ type: 'send-back', seat: one.seat })}>
                {m.court_let_wait()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AddPerson court={court} />
      {asked && (
        <Dialog title={m.court_remove({ name: asked.name })} onClose={() => ask(undefined)}>
          <p>{m.court_remove_words()}</p>
          <Button
            kind="danger"
            onPress={() => {
              actions.say({ type: 'remove', seat: asked.seat });
              ask(undefined);
            }}
          >
            {m.court_remove({ name: asked.name })}
          </Button>
        </Dialog>
      )}
    </>
  );
}
