import { both } from '../../../kernel/bilingual.ts';
import type { ComponentExamples } from '../../example.ts';
import { Button, ButtonRow } from '../button/button.tsx';
import { Checkbox, CheckboxField, RadioField, SelectField } from './choice.tsx';
import { ErrorSummary, Form } from './form.tsx';
import { DateField, FileField, TextAreaField, TextField } from './text.tsx';

export const field: ComponentExamples = {
  slug: 'field',
  title: '表单',
  about: '问什么、为什么问、填错了怎么改，都写在框的上面。',
  examples: [
    {
      name: '一般的几种',
      render: (view, key) => (
        <Form view={view} action="/requests">
          <TextAreaField
            view={view}
            name={`what-${key}`}
            label="发生了什么？"
            hint="写清楚看到的情况就行，不用写原因"
            limit={2000}
            rows={4}
            value="人行道隔离带被拆了，晚上看不清"
          />
          <RadioField
            view={view}
            name={`kind-${key}`}
            label="您希望我们怎么做？"
            value="fix"
            choices={[
              { value: 'fix', label: '来修好', hint: '现场处理，一般 3 个工作日' },
              { value: 'ask', label: '只想问一问' },
              { value: 'complain', label: '投诉处理的人', hint: '不会交给被投诉的单位办' },
            ]}
          />
          <SelectField
            view={view}
            name={`district-${key}`}
            label="在哪个区县？"
            prompt="请选择"
            choices={[
              { value: '990102', label: '临江区' },
              { value: '990103', label: '青屏区' },
            ]}
          />
          <DateField view={view} name={`day-${key}`} label="哪一天看到的？" optional value="2025-03-10" />
          <FileField
            view={view}
            name={`photo-${key}`}
            label="照片"
            hint="最多 5 张，每张 10 MB 以内。没有照片也可以提交"
            accept="image/*"
            multiple
            optional
          />
          <CheckboxField
            view={view}
            name={`notify-${key}[]`}
            label="怎么告诉您结果？"
            values={['sms']}
            choices={[
              { value: 'sms', label: '短信' },
              { value: 'phone', label: '打电话' },
            ]}
          />
          <Checkbox name={`anonymous-${key}`} label="不写姓名" hint="我们给您一个查询编号，请记好" />
          <ButtonRow>
            <Button>下一步：核对内容</Button>
          </ButtonRow>
        </Form>
      ),
    },
    {
      name: '填错了',
      note: '上面列出每一处，点一下就到那个框；原来填的都在。',
      render: (view, key) => {
        const faults = [
          {
            field: `where-${key}`,
            message: both(
              '请写明问题在哪里，例如“北市场 18 号门前”',
              'Say where it is, such as "18 North Market"',
            ),
          },
          {
            field: `phone-${key}`,
            message: both(
              '手机号应为 11 位数字，您填了 10 位',
              'A mobile number has 11 digits; you wrote 10',
            ),
          },
        ];
        return (
          <div class="stack-large">
            <ErrorSummary view={view} faults={faults} id={`errors-${key}`} />
            <TextField view={view} name={`where-${key}`} label="在哪里？" faults={faults} />
            <TextField
              view={view}
              name={`phone-${key}`}
              label="手机号"
              hint="只用来告诉您结果"
              type="tel"
              width="medium"
              autocomplete="tel"
              value="1380013800"
              faults={faults}
            />
          </div>
        );
      },
    },
  ],
};
