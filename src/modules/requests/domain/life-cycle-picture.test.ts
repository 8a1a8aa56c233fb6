import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { lifeCycleAs, type PictureFormat } from './life-cycle-picture.ts';
import { STATES } from './states.ts';
import { TRANSITIONS } from './transitions.ts';

const committed = new URL('../../../../docs/request-life-cycle.md', import.meta.url);

it('the committed page says what the program does', () => {
  expect(
    readFileSync(committed, 'utf8'),
    'Write it anew: npx changtong requests lifecycle --format markdown > docs/request-life-cycle.md',
  ).toBe(lifeCycleAs('markdown'));
});

it('the table on the page has a line for every action and every state', () => {
  const lines = lifeCycleAs('markdown').split('\n');
  for (const name of [...TRANSITIONS.map(({ action }) => action), ...Object.keys(STATES)])
    expect(
      lines.filter((line) => line.startsWith(`| \`${name}\` |`)),
      name,
    ).toHaveLength(1);
});

it('a BPMN reader gets well-formed XML in which every flow joins two elements that know of it', () => {
  const text = lifeCycleAs('bpmn');
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['userTask', 'sequenceFlow', 'incoming', 'outgoing'].includes(name),
  });
  const { startEvent, endEvent, userTask, sequenceFlow } = parser.parse(text).definitions.process as Process;
  const nodes = new Map([startEvent, endEvent, ...userTask].map((node) => [node.id, node]));
  expect(userTask).toHaveLength(Object.keys(STATES).length);
  for (const { id, sourceRef, targetRef } of sequenceFlow) {
    expect(nodes.get(sourceRef)?.outgoing, id).toContain(id);
    expect(nodes.get(targetRef)?.incoming, id).toContain(id);
  }
});

it('another format is refused', () => {
  expect(() => lifeCycleAs('png' as PictureFormat)).toThrow('mermaid, bpmn or markdown');
});

interface Element {
  readonly id: string;
  readonly incoming?: readonly string[];
  readonly outgoing?: readonly string[];
}

interface Process {
  readonly startEvent: Element;
  readonly endEvent: Element;
  readonly userTask: readonly Element[];
  readonly sequenceFlow: readonly {
    readonly id: string;
    readonly sourceRef: string;
    readonly targetRef: string;
  }[];
}
