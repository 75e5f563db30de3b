import { sayWord } from '../say.ts';

const STEPS = ['draft', 'reviewed', 'shadow', 'canary', 'randomised', 'everyone', 'retired'];

const STEP_MEANS: Readonly<Record<string, string>> = {
  draft: 'being written: nobody sees it',
  reviewed: 'two people who did not write it agree; still nobody sees it',
  shadow: 'runs silently: counted how often it would show, shown to nobody',
  canary: 'shown to a few first, to catch what nobody thought of',
  randomised: 'shown to some and not to others by a sealed list, so that its effect can be measured',
  everyone: 'shown to everybody it is meant for',
  retired: 'switched off for good',
};

/** What a step means for the people it concerns. Advice that all get at once is measured against the months before. */
export function stepMeans(step: string, design: string): string {
  if (step === 'randomised' && design !== 'randomised')
    return 'shown to all from a set day on, by a frozen plan, so that its effect can be measured';
  return STEP_MEANS[step] ?? step;
}

/** What a step is called: where nobody is randomised, the step of that name is the one that is measured. */
export function stepName(step: string, design: string): string {
  return step === 'randomised' && design !== 'randomised' ? 'measured' : step;
}

/** The road of advice from draft to retired, with where it stands. */
export function RolloutSteps({ state, design }: { state: string; design: string }) {
  const here = STEPS.indexOf(state);
  return (
    <ol className="steps" aria-label={`Roll-out: ${stepName(state, design)}`}>
      {STEPS.map((step, i) => (
        <li key={step} data-step={i < here ? 'past' : 'ahead'} aria-current={i === here ? 'step' : undefined}>
          <span>{sayWord(stepName(step, design))}</span>
        </li>
      ))}
    </ol>
  );
}
