import { Center, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../session.tsx';
import { Logo } from './logo.tsx';

/** The page in front of all pages: the name of the node and one form. */
export function Doorway({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { me } = useSession();
  useEffect(() => {
    document.title = `${title} · Rondo`;
  }, [title]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={400} gap="lg">
        <Stack gap={6} align="center">
          <Logo size={48} />
          <Title order={1} ta="center">
            {title}
          </Title>
          <Text c="dimmed" ta="center">
            {lead}
          </Text>
        </Stack>
        <div className="card">{children}</div>
        {me?.node.isSimulated && (
          <Text size="xs" c="dimmed" ta="center">
            Simulated records: nobody on this node is a real person.
          </Text>
        )}
      </Stack>
    </Center>
  );
}
