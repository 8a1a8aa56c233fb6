/** Settings of the embedded server, sized for a laptop or two cores. An operator's own lines in postgresql.conf win. */
const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
};

/** For throw-away test clusters only: a power failure may lose everything. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const COMMON = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '200',
  shared_buffers: '256MB',
  // Parallel queries take their memory from here first: containers often give only 64 MB of /dev/shm.
  min_dynamic_shared_memory: '32MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  // One server, no replica: bulk loads into new tables then need not be written twice.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
  password_encryption: 'scram-sha-256',
  // The program logs refused statements itself. Here they would print values, which may be personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
};

/** The text of `changtong.conf`. `socketDirectory` is where the only listening socket lies. */
export function serverSettings(socketDirectory: string, durable: boolean, name: string): string {
  const settings = {
    ...COMMON,
    ...(durable ? DURABLE : THROW_AWAY),
    unix_socket_directories: socketDirectory,
    cluster_name: name,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = '${value.replaceAll("'", "''")}'`);
  return ['# Written at every start. Put your own settings into postgresql.conf.', ...lines, ''].join('\n');
}

export const MAIN_SETTINGS = `# Lines below the include win over it.
include 'changtong.conf'
`;

/** Only the local socket, and only with the password. */
export const ACCESS_RULES = `local all all scram-sha-256
`;
