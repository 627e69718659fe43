import { Group, Kbd, Modal, Table, Text } from '../../../components/mantine.ts';
import { Themed } from '../../../components/themed.tsx';

/** What the keys do. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Themed>
      <Modal.Root
        opened={opened}
        onClose={onClose}
        centered
        lockScroll={false}
        transitionProps={{ duration: 0 }}
      >
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Body p="md">
            {/* Not Modal.Header: outside a section, its element would be a second banner of the page. */}
            <Group justify="space-between" mb="xs">
              <Modal.Title fw={600}>Keyboard</Modal.Title>
              <Modal.CloseButton aria-label="Close" />
            </Group>
            <Table verticalSpacing={6} layout="fixed">
              <Table.Tbody>
                {KEYS.map(({ keys, does }) => (
                  <Table.Tr key={does}>
                    <Table.Th scope="row" w={120}>
                      {keys.map((key) => (
                        <Kbd key={key} mr={6}>
                          {key}
                        </Kbd>
                      ))}
                    </Table.Th>
                    <Table.Td>{does}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {/* Made by the build, so that there is none while developing. */}
            {import.meta.env.PROD && (
              <Text size="xs" mt="sm" c="var(--macie-quiet)">
                <a href="/THIRD-PARTY-NOTICES.txt">Licences of the packages that this page includes</a>
              </Text>
            )}
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </Themed>
  );
}

const KEYS = [
  { keys: ['/'], does: 'Search names, ids and buckets' },
  { keys: ['j', '↓'], does: 'Next job (the arrow once a job has the focus)' },
  { keys: ['k', '↑'], does: 'Previous job' },
  { keys: ['Enter'], does: 'Open the job' },
  { keys: ['r'], does: 'Refresh' },
  { keys: ['Esc'], does: 'Close a panel' },
  { keys: ['?'], does: 'Show these keys' },
] as const;
