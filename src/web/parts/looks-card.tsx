import { sayMoment, sayNumber, sayWord } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import { Card } from './page.tsx';
import { Rows } from './rows.tsx';

const LOOKS: Readonly<Record<string, string>> = { 'measure-people': 'List of people who need attention' };

/** Who looked at people's records, with what and why; never at whom. */
export function LooksCard() {
  const { answer } = useAsk('audit', {});
  if (!answer) return null;
  return (
    <Card title="Who looked at people’s records">
      <Rows
        label="Looks at people’s records, newest first"
        columns={[
          { title: 'Who' },
          { title: 'What', isWide: true },
          { title: 'Why' },
          { title: 'People', isNumber: true },
          { title: 'When' },
        ]}
        rows={answer.reads.map((read) => [
          read.actor,
          LOOKS[read.action] ?? sayWord(read.action),
          sayWord(read.purpose),
          sayNumber(read.people),
          sayMoment(read.at),
        ])}
        none="Nobody has yet."
      />
    </Card>
  );
}
