import { Group, Text } from '@mantine/core';
import { Markdown } from './markdown.tsx';

/** A CDS Hooks card as far as it is shown here; the server gives it as open JSON. */
interface CdsCard {
  readonly summary?: string;
  readonly detail?: string;
  readonly source?: { readonly label?: string };
  readonly suggestions?: readonly { readonly label?: string }[];
  readonly overrideReasons?: readonly { readonly display?: string; readonly code?: string }[];
}

/** The card about as a clinician's system draws it. What would be buttons there are words here. */
export function CardPreview({ card }: { card: unknown }) {
  if (typeof card !== 'object' || card === null) return <Text c="dimmed">This channel has no card to show.</Text>;
  const { summary, detail, source, suggestions = [], overrideReasons = [] } = card as CdsCard;
  return (
    <div className="cds-card">
      <Text fw={600} mb={6}>
        {summary}
      </Text>
      {detail && <Markdown text={detail} />}
      <Group gap="xs" mt="sm">
        {suggestions.map((suggestion) => (
          <span key={suggestion.label} className="cds-action">
            {suggestion.label}
          </span>
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt="sm">
        Source: {source?.label}
      </Text>
      {overrideReasons.length > 0 && (
        <div className="cds-reasons">
          <Text size="sm" fw={600}>
            Or not now, because …
          </Text>
          <ul>
            {overrideReasons.map((reason) => (
              <li key={reason.code}>{reason.display ?? reason.code}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
