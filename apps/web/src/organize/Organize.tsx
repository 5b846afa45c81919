import { Route, Switch } from 'wouter';
import { ClaimPage } from './claim/ClaimPage.js';
import { StagePage } from './desk/StagePage.js';
import { EventPage } from './event/EventPage.js';
import { EventsPage } from './events/EventsPage.js';

/** The organizer's entrance: everything under `/o`. */
export function Organize() {
  return (
    <Switch>
      <Route path="/o/claim">
        <ClaimPage />
      </Route>
      <Route path="/o/:event/:room">
        {({ event, room }) => <StagePage event={event} room={room} />}
      </Route>
      <Route path="/o/:event">{({ event }) => <EventPage slug={event} />}</Route>
      <Route path="/o">
        <EventsPage />
      </Route>
    </Switch>
  );
}
