import { AppShell, Box, Burger, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Logo } from './parts/logo.tsx';
import { SchemeSwitch } from './parts/scheme-switch.tsx';
import { sayWord } from './say.ts';
import { mayAsk, usePerson, useSession } from './session.tsx';

const PAGES = [
  { to: '/', title: 'Loop' },
  { to: '/data', title: 'Data' },
  { to: '/measures', title: 'Measures' },
  { to: '/advice', title: 'Advice' },
  { to: '/feedback', title: 'Feedback', asks: 'feedback' },
  { to: '/impact', title: 'Impact' },
  { to: '/decisions', title: 'Decisions' },
  { to: '/people', title: 'People and roles', asks: 'accounts' },
] as const;

/** What stands around every page: navigation on the left (behind a button on phones) and the banner of simulated nodes. */
export function Frame({ children }: { children: ReactNode }) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { me } = useSession();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  const shown = useRef(pathname);

  // A new page begins at its top, for eyes and for screen readers; the first one leaves the focus where browsers put it.
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    close();
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname, close]);

  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <AppShell
        header={{ height: { base: 56, sm: 0 } }}
        navbar={{ width: 244, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding={0}
        withBorder={false}
      >
        <AppShell.Header hiddenFrom="sm" style={{ borderBottom: '1px solid var(--line)' }}>
          <Group h="100%" px="md" justify="space-between">
            <Name node={me?.node.name} />
            <Burger opened={isOpen} onClick={toggle} size="sm" aria-label="Menu" aria-expanded={isOpen} />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="md" style={{ borderRight: '1px solid var(--line)' }}>
          <Sidebar />
        </AppShell.Navbar>
        <AppShell.Main id="main" ref={main} tabIndex={-1}>
          {me?.node.isSimulated && (
            <div className="simulated">Simulated records: nobody on these pages is a real person.</div>
          )}
          <div style={{ maxWidth: 1040, margin: '0 auto', padding: '32px clamp(16px, 4vw, 40px) 80px' }}>
            {children}
          </div>
        </AppShell.Main>
      </AppShell>
    </>
  );
}

function Sidebar() {
  const { me, signOut } = useSession();
  const person = usePerson();
  const pages = PAGES.filter((page) => !('asks' in page) || mayAsk(person, page.asks));
  return (
    <Stack h="100%" justify="space-between" gap="lg" style={{ overflowY: 'auto' }}>
      <div>
        <Box visibleFrom="sm" style={{ padding: '4px 14px 20px' }}>
          <Name node={me?.node.name} />
        </Box>
        <nav aria-label="Pages">
          {pages.map(({ to, title }) => (
            <NavLink key={to} to={to} end={to === '/'} className="nav-link">
              {title}
            </NavLink>
          ))}
        </nav>
      </div>
      <Stack gap="sm">
        <NavLink to="/account" className="nav-link" title="Your account">
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {person.name}
          </Text>
          <Text size="xs" c="dimmed">
            {person.roles.map(sayWord).join(', ')}
          </Text>
        </NavLink>
        <SchemeSwitch />
        <Button variant="default" size="xs" onClick={() => void signOut()}>
          Sign out
        </Button>
      </Stack>
    </Stack>
  );
}

function Name({ node }: { node: string | undefined }) {
  return (
    <Group gap={10} wrap="nowrap">
      <Logo />
      <div>
        <Text fw={700} lh={1.1}>
          Rondo
        </Text>
        <Text size="xs" c="dimmed" lh={1.2}>
          {node}
        </Text>
      </div>
    </Group>
  );
}
