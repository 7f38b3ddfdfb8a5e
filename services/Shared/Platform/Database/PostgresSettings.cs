namespace PortfolioPlatform.Platform.Database;

/// <summary>Server settings: small in memory, fully durable. Only tests may turn durability off.</summary>
internal static class PostgresSettings
{
    private static readonly string[] Common =
    [
        "listen_addresses=", "port=5432", "unix_socket_permissions=0700", "max_connections=48", "superuser_reserved_connections=2",
        "shared_buffers=64MB", "work_mem=8MB", "maintenance_work_mem=48MB", "wal_buffers=4MB", "max_wal_size=2GB", "min_wal_size=128MB",
        "checkpoint_timeout=15min", "wal_compression=pglz", "wal_level=minimal", "max_wal_senders=0", "max_replication_slots=0",
        "max_worker_processes=2", "max_parallel_workers_per_gather=0", "autovacuum_max_workers=1", "autovacuum_naptime=15s", "jit=off", "huge_pages=off",
        "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning", "log_checkpoints=off", "log_line_prefix=%m [%p] ",
        "idle_in_transaction_session_timeout=10min", "random_page_cost=1.1",
    ];

    private static readonly string[] Durable = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];

    private static readonly string[] Volatile = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"];

    public static IEnumerable<string> Arguments(PostgresFolder folder, bool durable)
    {
        yield return "-D";
        yield return folder.Cluster;
        foreach (var setting in (string[])[.. Common, .. durable ? Durable : Volatile, $"unix_socket_directories={folder.SocketFolder}"])
        {
            yield return "-c";
            yield return setting;
        }
    }
}
