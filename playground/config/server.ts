export default ({ env }) => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  // Behind a reverse proxy that sets X-Forwarded-For itself; otherwise anybody could invent an address.
  proxy: { koa: env.bool('TRUST_PROXY', false) },
  app: { keys: env.array('APP_KEYS') },
  // What starts says itself where to look.
  logger: { startup: { enabled: false } },
});
