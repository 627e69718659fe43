import { Stack, Text, Title } from '@mantine/core';
import { ButtonLink } from '../ui/link.tsx';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Stack p="xl" maw={640} align="start">
      <Title order={1} size="h2">
        There is no such page
      </Title>
      <Text>
        The link may have lost a part on its way. A job’s address is /jobs/account/Region/job id; the list is
        /jobs.
      </Text>
      <ButtonLink to="/jobs" search={{ query: '' }}>
        All jobs
      </ButtonLink>
    </Stack>
  );
}
