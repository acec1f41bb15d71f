import type { LinePage } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { Notice } from '../../ui/Notice.js';

function stateOf({ ways, missing, hearings, booths, steps }: LinePage): {
  kind: 'good' | 'caution' | 'bad';
  title: string;
} {
  if (ways === undefined) return { kind: 'caution', title: m.line_none_title() };
  if (missing !== undefined) return { kind: 'bad', title: m.line_state_missing({ kilobits: missing }) };
  if (hearings + booths === 0) return { kind: 'good', title: m.line_state_quiet() };
  if (steps.some(({ to }) => to === undefined)) return { kind: 'good', title: m.line_state_less() };
  return { kind: 'good', title: m.line_state_all() };
}

/** The line now in a sentence, and whether it is kept to the plan. */
export function LineState({ line }: { line: LinePage }) {
  const { kind, title } = stateOf(line);
  const { ways, missing, hearings, booths, agent, agentCode } = line;
  return (
    <>
      <Notice kind={kind} title={title} role="status">
        <p>
          {m.line_runs({ hearings, booths })}
          {ways && agent === 'in-force' && ` ${m.line_agent_good()}`}
        </p>
        {missing !== undefined && <p>{m.line_state_missing_words()}</p>}
        {!ways && <p>{m.line_none_words()}</p>}
        {ways && agent === 'none' && <p>{m.line_agent_none()}</p>}
      </Notice>
      {ways && agent === 'not-in-force' && (
        <Notice
          kind="bad"
          title={m.line_agent_bad()}
          {...(agentCode !== undefined && { code: m.code_line({ code: agentCode }) })}
        />
      )}
    </>
  );
}
