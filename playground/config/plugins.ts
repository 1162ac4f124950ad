export default ({ env }) => ({
  consultation: {
    enabled: env.bool('CONSULTATION_ENABLED', true),
  },
  'users-permissions': {
    config: { jwtSecret: env('JWT_SECRET') },
  },
});
