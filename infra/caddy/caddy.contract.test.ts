import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../headers.ts';
import { caddyConfiguration } from '../own-server.ts';
import type { OwnServer } from '../own-server.ts';
import { freePort, installed, running } from '../running-server.ts';
import { serverContract } from '../server-contract.ts';

const config: OwnServer['config'] = {
  gateway: '/macie/{region}',
  accounts: [
    { regions: ['us-east-1', 'eu-west-1'], credentials: { identityPoolId: 'us-east-1:0000' } },
    { regions: ['eu-west-1'], credentials: { identityPoolId: 'us-east-1:0000' } },
  ],
};
const server: OwnServer = { config, name: 'monitor.example.org', root: '/srv/monitor' };

describe('the Caddyfile', () => {
  it('has the configured Regions, each once, and leads to Macie over TLS', () => {
    const text = caddyConfiguration(server);
    expect(text).toContain('^/macie/(eu-west-1|us-east-1)(/jobs/list|/jobs/[A-Za-z0-9_-]+)$');
    expect(text).toMatch(
      /reverse_proxy macie2\.\{re\.macie\.1\}\.amazonaws\.com:443 \{\s+transport http \{\s+tls\s+\}/,
    );
    expect(text).toMatch(/^monitor\.example\.org \{$/m);
    expect(text).not.toContain('{{');
  });

  it('has every security header', () => {
    for (const [name, value] of Object.entries(securityHeaders(config))) {
      expect(caddyConfiguration(server)).toContain(`${name} "${value}"`);
    }
  });

  it('listens on the given address behind a balancer', () => {
    const text = caddyConfiguration({ ...server, listen: '127.0.0.1:8080' });
    expect(text).toMatch(/^http:\/\/:8080 \{\n\tbind 127\.0\.0\.1$/m);
  });

  it('is written only from values that fit', () => {
    expect(() => caddyConfiguration({ ...server, root: '/srv\nimport /etc' })).toThrow("Can't be used");
  });
});

// Not every machine has Caddy. Where there is one, it runs the same tests as nginx.
const caddy = installed('caddy');
if (caddy) {
  describe('Caddy', () => {
    serverContract(async (server, folder) => {
      const port = await freePort();
      const file = join(folder, 'Caddyfile');
      const alone = '{\n\tadmin off\n\tauto_https off\n}\n';
      writeFileSync(file, alone + caddyConfiguration({ ...server, listen: `127.0.0.1:${port}` }));
      return running(caddy, ['run', '--adapter', 'caddyfile', '--config', file], port, {
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
      });
    });
  });
}
