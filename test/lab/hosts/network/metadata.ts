import { createServer } from 'node:http';
import type { TcpService } from './lab-network';

/**
 * The metadata service of a machine, as far as its updater asks it: the user data, in base64.
 * https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service (2026-11-27)
 */
export class MetadataService {
  /** What the machine's user data holds; none until somebody sets it. */
  userData = '';

  readonly #server = createServer((request, response) => {
    const isUserData = request.url?.startsWith('/metadata/instance/compute/userData?') === true;
    const isAllowed = request.headers['metadata'] === 'true';
    response.setHeader('connection', 'close');
    if (!isAllowed) response.writeHead(400).end();
    else if (!isUserData) response.writeHead(404).end();
    else response.end(Buffer.from(this.userData).toString('base64'));
  });

  readonly service: TcpService = (connection) => {
    this.#server.emit('connection', connection);
  };
}
