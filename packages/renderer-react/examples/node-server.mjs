// The public pages on plain Node, with data from a consultation API reached by HTTP.
//   API_URL=https://example.org/api/consultation FORM_SECRET=... PORT=8080 node node-server.mjs
import { createServer } from 'node:http';
import { createHandler, createHttpApi } from 'consultation-renderer-react';
import { createNodeListener } from 'consultation-renderer-react/node';

const { API_URL, FORM_SECRET, PORT = '8080' } = process.env;

const handler = createHandler({
  api: createHttpApi({ baseUrl: API_URL }),
  secret: FORM_SECRET,
  site: { name: 'Consultations' },
  apiDescription: `${API_URL}/openapi.json`,
});

const server = createServer(createNodeListener(handler));
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/consultations`);
});
