import type { TypedWord } from '#calling';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';

interface WordsProps {
  words: readonly TypedWord[];
  /** Where one writes. */
  children?: ComponentChildren;
}

/** What was typed, newest at the foot and read aloud when it comes. */
export function Words({ words, children }: WordsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [words.length]);
  return (
    <aside class="words" aria-label={m.call_words()}>
      <div ref={list} class="words-list" role="log" tabIndex={0} aria-label={m.call_words()}>
        {words.length === 0 && <p class="small">{m.call_words_empty()}</p>}
        {words.map(({ id, by, text, arrived }) => (
          <div key={id} class={by === undefined ? 'word word-own' : 'word'} data-unspoken>
            <p class="small">
              {by ?? m.yourself()}
              {by === undefined && `, ${arrived ? m.call_words_arrived() : m.call_words_on_way()}`}
            </p>
            <p dir="auto">{text}</p>
          </div>
        ))}
      </div>
      {children}
    </aside>
  );
}
