import { z } from 'zod';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { answeredPoints } from './text/answered-points.ts';

/** One asked point beside what answers it; `answer` is a passage of the reply or the reason why it cannot be met. */
export const replyPoint = z.object({ point: z.string(), answer: z.string().trim().default('') });
export type ReplyPoint = z.output<typeof replyPoint>;

export interface DraftReply {
  readonly text: string;
  readonly points: readonly ReplyPoint[];
}

/**
 * A reply leaves the office only when it says something and every asked point has an answer:
 * found in the text, or matched by the clerk. What the machine is not sure of, the clerk must match.
 */
export function checkReply(asked: string, reply: DraftReply): Result<readonly ReplyPoint[], AppError> {
  const found = answeredPoints(asked, reply.text);
  if (found.emptyReply) return err(emptyReply(found.reasons));
  const matched = new Map(reply.points.map(({ point, answer }) => [point, answer]));
  const points = found.points.map(({ text, answered }) => ({
    point: text,
    answer: matched.get(text) || (answered === 'yes' ? '正文已答' : ''),
  }));
  const open = points.filter(({ answer }) => answer === '');
  return open.length === 0 ? ok(points) : err(unanswered(open.map(({ point }) => point)));
}

const emptyReply = (reasons: readonly Bilingual[]) =>
  new AppError('REPLY_EMPTY', {
    status: 422,
    userMessage: {
      zh: '这份答复没有写办理结果，不能提交。请写明查到了什么、怎么处理、什么时候完成。',
      en: 'This reply says no result, so it cannot be sent. Say what was found, what is done and by when.',
    },
    fields: reasons.slice(0, 1).map(({ zh, en }) => ({
      field: 'text',
      message: {
        zh: `${zh}，请写明查到了什么、怎么处理、什么时候完成`,
        en: `It ${en}: say what was found, what is done and by when`,
      },
    })),
  });

const unanswered = (points: readonly string[]) =>
  new AppError('REPLY_LEAVES_POINTS', {
    status: 422,
    userMessage: {
      zh: `群众问了 ${points.length} 点，还没有答到。请逐点作答，做不到的写明原因。`,
      en: `${points.length} point(s) that the citizen asked are not answered. Answer each, or say why it cannot be met.`,
    },
    fields: points.map((point, index) => ({
      field: `points.${index}.answer`,
      message: { zh: `请回答：“${point}”`, en: `Answer this: “${point}”` },
    })),
  });
