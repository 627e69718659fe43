import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nginxConfiguration } from '../own-server.ts';
import type { OwnServer } from '../own-server.ts';
import { recordingUpstream, send } from '../recording-upstream.ts';
import { freePort, installed, running, siteFolder } from '../running-server.ts';
import type { RunningServer } from '../running-server.ts';
import { serverContract } from '../server-contract.ts';

const nginx = installed('nginx');
if (!nginx)
  throw new Error('These tests run nginx, which is not here. On Debian: apt-get install nginx-light');

/** Runs the `conf.d` file with a minimal main file, with every path in `folder`. */
async function startNginx(server: OwnServer, folder: string): Promise<RunningServer> {
  const port = await freePort();
  mkdirSync(join(folder, 'conf.d'));
  writeFileSync(
    join(folder, 'conf.d', 'monitor.conf'),
    nginxConfiguration({
      ...server,
      listen: `127.0.0.1:${port}`,
      resolver: '127.0.0.1',
      log: join(folder, 'log'),
    }),
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = `
    daemon off; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
      include conf.d/*.conf;
    }`;
  writeFileSync(join(folder, 'nginx.conf'), main);
  return running(nginx ?? '', ['-p', folder, '-c', join(folder, 'nginx.conf')], port);
}

describe('nginx', () => {
  serverContract(startNginx);

  describe('on its own', () => {
    const config: OwnServer['config'] = {
      gateway: '/macie/{region}',
      accounts: [{ regions: ['us-east-1'], credentials: { identityPoolId: 'us-east-1:0000' } }],
    };
    const undo: (() => unknown)[] = [];
    afterEach(async () => {
      for (const step of undo.splice(0)) await step();
    });

    it('logs neither headers nor queries', async () => {
      const upstream = await recordingUpstream();
      const site = siteFolder();
      const server = await startNginx(
        { config, name: 'x', root: site.dist, upstream: upstream.origin },
        site.folder,
      );
      undo.push(
        () => server.stop(),
        () => upstream.close(),
        site.remove,
      );
      const headers = {
        authorization: 'AWS4 hush',
        'x-amz-security-token': 'hush',
        referer: 'https://x/?hush',
      };
      await send(server.origin, '/macie/us-east-1/jobs/list', { method: 'POST', headers, body: 'hush' });
      await send(server.origin, '/jobs?name.contains=hush&code=hush', { headers: { 'user-agent': 'hush' } });
      await server.stop();
      const log = readFileSync(join(site.folder, 'log'), 'utf8');
      expect(log).toContain('"POST /macie/us-east-1/jobs/list" 200');
      expect(log).toContain('"GET /jobs" 200');
      expect(log).not.toContain('hush');
    });

    it.each([
      {
        from: 'an authority that it trusts',
        trusted: true,
        name: 'macie2.us-east-1.amazonaws.com',
        status: 200,
      },
      { from: 'another authority', trusted: false, name: 'macie2.us-east-1.amazonaws.com', status: 502 },
      { from: 'one for another name', trusted: true, name: 'macie2.eu-west-1.amazonaws.com', status: 502 },
    ])(
      'asks the Region by its name over TLS and, with a certificate of $from, gives $status',
      async (tried) => {
        const site = siteFolder();
        const real = certificate(site.folder, 'real', tried.name);
        const other = certificate(site.folder, 'other', tried.name);
        const upstream = await recordingUpstream({
          cert: readFileSync(real.cert, 'utf8'),
          key: readFileSync(real.key, 'utf8'),
        });
        const authorities = tried.trusted ? real.cert : other.cert;
        const server = await startNginx(
          { config, name: 'x', root: site.dist, upstream: upstream.origin, authorities },
          site.folder,
        );
        undo.push(
          () => server.stop(),
          () => upstream.close(),
          site.remove,
        );
        const answer = await send(server.origin, '/macie/us-east-1/jobs/list', {
          method: 'POST',
          body: '{}',
        });
        expect(answer.status).toBe(tried.status);
        expect(upstream.received.map(({ tlsName }) => tlsName)).toEqual(
          tried.status === 200 ? ['macie2.us-east-1.amazonaws.com'] : [],
        );
      },
    );

    it('is written only from values that fit, and only with what it needs', () => {
      const server: OwnServer = {
        config,
        name: 'a.example',
        root: '/srv',
        resolver: '::1',
        listen: '127.0.0.1:80',
      };
      expect(nginxConfiguration(server)).toContain('resolver [::1];');
      expect(nginxConfiguration(server)).not.toMatch(/^\s*brotli/m);
      expect(nginxConfiguration({ ...server, brotli: true })).toMatch(/^ {4}brotli on;$/m);
      expect(() => nginxConfiguration({ ...server, name: 'a; return 200' })).toThrow("Can't be used");
      expect(() => nginxConfiguration({ ...server, resolver: undefined })).toThrow('--resolver');
      expect(() => nginxConfiguration({ ...server, listen: undefined })).toThrow('--certificate');
      const odd = {
        ...config,
        accounts: [{ regions: ['x"; }'], credentials: { identityPoolId: 'us-east-1:0' } }],
      };
      expect(() => nginxConfiguration({ ...server, config: odd })).toThrow('Not a Region');
    });

    it('serves TLS and sends plain HTTP there', () => {
      const site = siteFolder();
      undo.push(site.remove);
      const { cert, key } = certificate(site.folder, 'own', 'monitor.example.org');
      const text = nginxConfiguration({
        config,
        name: 'monitor.example.org',
        root: site.dist,
        resolver: '127.0.0.1',
        tls: { certificate: cert, key },
        log: join(site.folder, 'log'),
      });
      expect(text).toContain('listen 443 ssl http2;');
      expect(text).toContain('return 301 https://monitor.example.org$request_uri;');
      writeFileSync(join(site.folder, 'monitor.conf'), text);
      const main = `pid ${site.folder}/pid; error_log stderr; events {} http { access_log off; include monitor.conf; }`;
      writeFileSync(join(site.folder, 'nginx.conf'), main);
      execFileSync(nginx ?? '', ['-t', '-q', '-p', site.folder, '-c', join(site.folder, 'nginx.conf')]);
    });
  });
});

/** A self-signed certificate for `host`, made by openssl. */
function certificate(folder: string, file: string, host: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${file}.pem`), join(folder, `${file}.key`)];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat(
      '-subj',
      `/CN=${file}`,
      '-addext',
      `subjectAltName=DNS:${host}`,
      '-keyout',
      key,
      '-out',
      cert,
    ),
    { stdio: 'ignore' },
  );
  return { cert, key };
}
