import { parseView } from '../jobs/criteria/link.ts';

const account = (id: string, accountId: string) => ({
  id,
  label: `Label of ${id}`,
  accountId,
  regions: ['us-east-1', 'eu-west-1'],
  credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
});
/** What is copied of a list: the view of a link, and sources such as `security/eu-west-1`. */
export const copied = (link: string, ...sources: string[]) => ({
  view: parseView(link).view,
  accounts: [account('security', '111122223333'), account('dev', '444455556666')],
  sources: sources.map((source) => {
    const [account = '', region = ''] = source.split('/');
    return { account, region };
  }),
  now: new Date('2026-11-20T12:00:00Z'),
});
