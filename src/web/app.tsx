import { Center, Loader } from '@mantine/core';
import { Navigate, Route, Routes } from 'react-router';
import { Frame } from './frame.tsx';
import { AccountPage } from './pages/account.tsx';
import { AdvicePage } from './pages/advice.tsx';
import { AdviceListPage } from './pages/advice-list.tsx';
import { DataPage } from './pages/data.tsx';
import { DecisionsPage } from './pages/decisions.tsx';
import { FeedbackPage } from './pages/feedback.tsx';
import { FirstRunPage } from './pages/first-run.tsx';
import { ImpactPage } from './pages/impact.tsx';
import { LoopPage } from './pages/loop.tsx';
import { MeasurePage } from './pages/measure.tsx';
import { MeasuresPage } from './pages/measures.tsx';
import { PeoplePage } from './pages/people.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { ProblemView } from './parts/page.tsx';
import { useSession } from './session.tsx';

/** First run, sign-in, or the pages: decided by who is there. */
export function App() {
  const { me, problem } = useSession();
  if (problem) {
    return (
      <Center mih="100vh" p="md">
        <ProblemView problem={problem} again={() => location.reload()} />
      </Center>
    );
  }
  if (!me) {
    return (
      <Center mih="100vh" role="status" aria-label="Loading">
        <Loader />
      </Center>
    );
  }
  if (me.needsSetup) return <FirstRunPage />;
  if (!me.signedIn) return <SignInPage />;
  return (
    <Frame>
      <Routes>
        <Route path="/" element={<LoopPage />} />
        <Route path="/data" element={<DataPage />} />
        <Route path="/measures" element={<MeasuresPage />} />
        <Route path="/measures/:id" element={<MeasurePage />} />
        <Route path="/advice" element={<AdviceListPage />} />
        <Route path="/advice/:id" element={<AdvicePage />} />
        <Route path="/feedback" element={<FeedbackPage />} />
        <Route path="/impact" element={<ImpactPage />} />
        <Route path="/decisions" element={<DecisionsPage />} />
        <Route path="/people" element={<PeoplePage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </Frame>
  );
}
