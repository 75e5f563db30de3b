import { sayWord } from '../say.ts';

const STEPS = ['draft', 'reviewed', 'shadow', 'canary', 'randomised', 'everyone', 'retired'];

/** The road of advice from draft to retired, with where it stands. */
export function RolloutSteps({ state }: { state: string }) {
  const here = STEPS.indexOf(state);
  return (
    <ol className="steps" aria-label={`Roll-out: ${state}`}>
      {STEPS.map((step, i) => (
        <li key={step} data-step={i < here ? 'past' : 'ahead'} aria-current={i === here ? 'step' : undefined}>
          <span>{sayWord(step)}</span>
        </li>
      ))}
    </ol>
  );
}
