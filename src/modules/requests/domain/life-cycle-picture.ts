import { STATES, type State } from './states.ts';
import { TRANSITIONS, type Transition } from './transitions.ts';

export type PictureFormat = 'mermaid' | 'bpmn' | 'markdown';

/** The life cycle as text, from the very table that the program runs by. @throws SyntaxError for another format */
export function lifeCycleAs(format: PictureFormat): string {
  if (format === 'mermaid') return mermaid();
  if (format === 'bpmn') return bpmn();
  if (format === 'markdown') return markdown();
  throw new SyntaxError(`--format must be mermaid, bpmn or markdown`);
}

interface Arrow {
  readonly from: State;
  readonly to: State;
  readonly transition: Transition;
}

/** One arrow for each way from a state to another; steps that stay in their state are no arrows. */
const arrows = (): readonly Arrow[] =>
  TRANSITIONS.flatMap((transition: Transition) =>
    transition.to === 'same'
      ? []
      : transition.from.flatMap((from) => targets(transition).map((to) => ({ from, to, transition }))),
  );

/** A step that resumes leads back to each state that the matching step may have interrupted. */
function targets({ to, from }: Transition): readonly State[] {
  if (to !== 'resume') return [to as State];
  const interrupted = TRANSITIONS.filter((each: Transition) => from.includes(each.to as State)).flatMap(
    (each: Transition) => each.from,
  );
  return [...new Set(interrupted)];
}

const idOf = (state: State) => state.replaceAll('-', '_');

function mermaid(): string {
  const names = (Object.keys(STATES) as State[]).map(
    (state) => `  state "${STATES[state].name.zh}" as ${idOf(state)}`,
  );
  const lines = arrows().map(
    ({ from, to, transition }) => `  ${idOf(from)} --> ${idOf(to)}: ${transition.name.zh}`,
  );
  return ['stateDiagram-v2', ...names, '  [*] --> submitted', ...lines, '  archived --> [*]', ''].join('\n');
}

/** The whole of docs/request-life-cycle.md: states, picture, table. */
function markdown(): string {
  return [
    '# The life of a request',
    '',
    'Written by `npx changtong requests lifecycle --format markdown > docs/request-life-cycle.md` from',
    '`src/modules/requests/domain/transitions.ts`; change the table there, never this page. `--format bpmn` gives BPMN 2.0.',
    '',
    'An action that stays in its state is in the table and not in the picture. 原状态 is the state that was interrupted.',
    'The articles behind “why” are in [sources.md](sources.md#request-life-cycle).',
    '',
    '```mermaid',
    mermaid().trimEnd(),
    '```',
    '',
    '| state | 中文 | English | Open311 |',
    '|---|---|---|---|',
    ...(Object.keys(STATES) as State[]).map(stateRow),
    '',
    '| action | 中文 | from | to | by | clock | public | why |',
    '|---|---|---|---|---|---|---|---|',
    ...TRANSITIONS.map(transitionRow),
    '',
  ].join('\n');
}

const stateRow = (state: State): string => {
  const { name, open } = STATES[state];
  return `| \`${state}\` | ${name.zh} | ${name.en} | ${open ? 'open' : 'closed'} |`;
};

const transitionRow = ({ action, name, from, to, by, clock, shown, because }: Transition): string => {
  const target = to === 'same' ? '不变' : to === 'resume' ? '原状态' : STATES[to].name.zh;
  const sources = from.map((state) => STATES[state].name.zh).join('、');
  return `| \`${action}\` | ${name.zh} | ${sources} | ${target} | ${by.join(', ')} | ${clock} | ${shown ? 'yes' : 'no'} | ${because} |`;
};

/** BPMN 2.0 process: each state is a task, each transition a sequence flow; for display in any BPMN viewer that lays out by itself. */
function bpmn(): string {
  const states = Object.keys(STATES) as State[];
  const flows = arrows().map(({ from, to, transition }, index) => ({
    id: `flow_${index + 1}`,
    from: idOf(from),
    to: idOf(to),
    name: transition.name.zh,
  }));
  const all = [
    { id: 'flow_0', from: 'start', to: 'submitted', name: '提交' },
    ...flows,
    { id: 'flow_end', from: 'archived', to: 'end', name: '' },
  ];
  const links = (id: string) => [
    ...all.filter((flow) => flow.to === id).map((flow) => `      <incoming>${flow.id}</incoming>`),
    ...all.filter((flow) => flow.from === id).map((flow) => `      <outgoing>${flow.id}</outgoing>`),
  ];
  const node = (tag: string, id: string, name: string) => [
    `    <${tag} id="${id}" name="${name}">`,
    ...links(id),
    `    </${tag}>`,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="changtong-requests" targetNamespace="urn:changtong:requests">',
    '  <process id="request-life-cycle" name="诉求办理" isExecutable="false">',
    ...node('startEvent', 'start', '提交'),
    ...states.flatMap((state) => node('userTask', idOf(state), STATES[state].name.zh)),
    ...node('endEvent', 'end', '归档'),
    ...all.map(
      ({ id, from, to, name }) =>
        `    <sequenceFlow id="${id}" name="${name}" sourceRef="${from}" targetRef="${to}" />`,
    ),
    '  </process>',
    '</definitions>',
    '',
  ].join('\n');
}
