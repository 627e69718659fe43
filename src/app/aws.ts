import type { ReadJobLog } from '../aws/logs.ts';
import type { Macie } from '../aws/macie.ts';
import { connect } from '../aws/port.ts';
import type { AwsCalls, PageCalls } from './aws-calls.ts';
import type { Config } from './config.ts';
import type { Session } from './sign-in-context.ts';

/** AWS, as the page sees it. */
export interface Aws {
  readonly macie: Macie;
  readonly readLog: ReadJobLog;
}

/** AWS by way of the worker at the other end of a port. */
export function connectAws(
  port: MessagePort,
  { gateway, accounts, logs }: Config,
  session: Session | undefined,
): Aws {
  const logins = session?.login.logins ?? {};
  const ours: PageCalls = {
    idToken: async (provider) => {
      const idToken = logins[provider];
      if (!idToken) throw new Error(`Nobody is signed in with ${provider}.`);
      return idToken();
    },
  };
  const worker = connect<AwsCalls>(port, ours);
  const login = session && { subject: session.login.subject, providers: Object.keys(logins) };
  void worker.call('setUp', { gateway, accounts, logs, login });
  return {
    macie: {
      listJobs: (source, input, { signal, priority }) =>
        worker.call('listJobs', { source, input, priority }, signal),
      describeJob: (source, jobId, { signal, priority }) =>
        worker.call('describeJob', { source, jobId, priority }, signal),
      setNeeded: (sources) => void worker.call('setNeeded', sources),
    },
    readLog: (source, { signal, ...query }) => worker.call('readLog', { source, query }, signal),
  };
}
