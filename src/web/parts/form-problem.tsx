import { Text } from '@mantine/core';
import type { Problem } from '../ask.ts';

/** Why a form was refused, beside the button that was pressed. */
export function FormProblem({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <Text role="alert" size="sm" c="var(--bad)">
      {problem.message}. {problem.mend}
    </Text>
  );
}
