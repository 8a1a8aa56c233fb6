import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { type FieldProps, FieldsetFrame, idOf } from '../field/frame.tsx';

/**
 * The five levels of the national 好差评, best first; the last two count as bad ratings.
 * @source 《关于建立政务服务“好差评”制度提高政务服务水平的意见》（国办发〔2019〕51 号）
 */
export const ratingLevels: readonly {
  readonly value: '5' | '4' | '3' | '2' | '1';
  readonly label: Bilingual;
}[] = [
  { value: '5', label: both('非常满意', 'Very satisfied') },
  { value: '4', label: both('满意', 'Satisfied') },
  { value: '3', label: both('基本满意', 'Mostly satisfied') },
  { value: '2', label: both('不满意', 'Dissatisfied') },
  { value: '1', label: both('非常不满意', 'Very dissatisfied') },
];

interface RatingProps extends FieldProps {
  readonly value?: string | undefined;
}

/** Five words of equal size: no stars, no faces, nothing chosen beforehand. */
export const Rating = (props: RatingProps) => (
  <FieldsetFrame {...props}>
    <div class="rating">
      <div class="rating-levels">
        {ratingLevels.map(({ value, label }, index) => (
          <div class="rating-level">
            <input
              type="radio"
              name={props.name}
              id={index === 0 ? idOf(props) : `${idOf(props)}-${value}`}
              value={value}
              checked={props.value === value}
            />
            <label for={index === 0 ? idOf(props) : `${idOf(props)}-${value}`}>{props.view.say(label)}</label>
          </div>
        ))}
      </div>
    </div>
  </FieldsetFrame>
);
