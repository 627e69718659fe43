import '@mantine/core/styles.layer.css';
import { Kbd, Modal, Table } from '@mantine/core';

/** What the keys do. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      lockScroll={false}
      opened={opened}
      onClose={onClose}
      title="Keyboard"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      <Table verticalSpacing={6} layout="fixed">
        <Table.Tbody>
          {KEYS.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Th scope="row" w={130}>
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
    </Modal>
  );
}

const KEYS = [
  { keys: ['/'], does: 'Search by name or job id' },
  { keys: ['j', '↓'], does: 'Next job (the arrows once a row has the focus)' },
  { keys: ['k', '↑'], does: 'Previous job' },
  { keys: ['Enter'], does: 'Open the job' },
  { keys: ['r'], does: 'Refresh' },
  { keys: ['Esc'], does: 'Close a panel' },
  { keys: ['?'], does: 'Show these keys' },
] as const;
