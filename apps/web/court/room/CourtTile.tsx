import { attachPictures, attachRemote } from '#calling';
import { useEffect, useRef } from 'preact/hooks';
import { m } from '../../generated/texts/messages.js';
import { courtRoleWords } from '../../text/court-words.js';
import type { CourtProps } from '../court-props.js';
import { marksOf } from './tile-marks.js';
import { useSeenTile } from './use-seen-tile.js';

/**
 * One person: face as the camera gives it, name and role under it, and in words with a shape what is special now. `main`: seen
 * also where the line carries few pictures.
 */
export function CourtTile({ court, seat, main }: { court: CourtProps; seat: number; main: boolean }) {
  const { view, media } = court;
  const own = seat === view.you.seat;
  const person = own ? view.you : view.people.find((one) => one.seat === seat);
  const stream = own ? media.own : media.remotes.get(seat);
  const still = !own && media.line.still.has(seat);
  const shown = stream !== undefined && !(own && media.muted.video);
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!element.current || !stream || !shown) return;
    element.current.muted = true;
    void (own ? attachPictures : attachRemote)(element.current, stream);
  }, [stream, shown, own]);
  const tell = (height: number | undefined) =>
    court.actions.setTile(seat, height === undefined ? undefined : { height, main });
  useSeenTile(element, !own && shown, tell, [seat, main]);
  if (!person) return null;
  const role = courtRoleWords(person.role, person.signLanguage);
  const marks = marksOf(view, seat, media);
  const classes = [
    'court-tile',
    view.floor === seat && 'court-tile-floor',
    person.signLanguage && 'court-tile-signing',
  ];
  return (
    <li class={classes.filter(Boolean).join(' ')}>
      {shown ? (
        <video ref={element} class={still ? 'court-still' : undefined} playsInline muted aria-label={person.name} />
      ) : (
        <p class="court-no-picture small">{own ? m.court_own_camera_off() : m.court_no_picture()}</p>
      )}
      {still && <p class="court-no-picture small">{m.court_picture_waits()}</p>}
      {marks.length > 0 && (
        <ul class="court-marks">
          {marks.map(({ key, shape, words }) => (
            <li key={key} class={`court-mark court-mark-${key}`}>
              <span aria-hidden="true">{shape} </span>
              {words}
            </li>
          ))}
        </ul>
      )}
      <p class="court-name">
        <strong>{person.name}</strong> <span>{own ? `${role}, ${m.yourself()}` : role}</span>
      </p>
    </li>
  );
}
