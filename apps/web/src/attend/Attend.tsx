import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Waiting } from '../ui/Waiting.js';
import { useWords } from '../words/context.js';
import { EventPage } from './event/EventPage.js';
import { HomePage } from './home/HomePage.js';
import { NameGate } from './name/NameGate.js';
import { NotHere } from './NotHere.js';

const StagePage = lazy(() => import('./stage/StagePage.js'));

/** The entrance for those who listen, read and ask. */
export function Attend() {
  const words = useWords();
  return (
    <NameGate>
      <Suspense fallback={<Waiting>{words.loading}</Waiting>}>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route path="/e/:event">{({ event }) => <EventPage slug={event} />}</Route>
          <Route path="/e/:event/:room">{(names) => <StagePage {...names} />}</Route>
          <Route>
            <NotHere />
          </Route>
        </Switch>
      </Suspense>
    </NameGate>
  );
}
