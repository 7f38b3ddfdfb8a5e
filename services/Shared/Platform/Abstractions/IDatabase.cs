using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>Reads in one go: role, tenant and statements go to the server together and are one transaction there. For what is asked often; a transaction of its own costs two more turns.</summary>
public interface IReads
{
    /// <summary>Asks, and takes what is told.</summary>
    /// <param name="tenant">Whose data; null for the system role.</param>
    /// <param name="statements">What to ask.</param>
    /// <param name="read">Takes the rows. The reader stands before those of the first statement and must be left at those of the last.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<T> ReadAsync<T>(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken);
}

/// <summary>The only way to open a connection: a transaction with tenant and role set, so that row-level security holds.</summary>
public interface IDatabase : IReads
{
    /// <summary>Begins a transaction as the application role for one tenant (<c>app.tenant</c> is set for its duration).</summary>
    /// <exception cref="ArgumentException">The tenant is empty.</exception>
    Task<IDatabaseTransaction> BeginAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Begins a transaction as the system role in the main database: tables without tenant, and the outbox, inbox and schedules of the tenants that are there.</summary>
    Task<IDatabaseTransaction> BeginSystemAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction as the system role in a database of <see cref="Places"/>: outbox, inbox, schedules and what else the system sees of its tenants.</summary>
    Task<IDatabaseTransaction> BeginSystemAsync(string place, CancellationToken cancellationToken);

    /// <summary>Names of the databases: the main one first, then those that tenants have to themselves.</summary>
    IReadOnlyList<string> Places { get; }

    /// <summary>In which of them a tenant's rows are.</summary>
    string PlaceOf(TenantId tenant);

    /// <summary>
    /// Runs a change whose parts become permanent together: transactions of this tenant that <paramref name="work"/> begins one after the other and commits are parts of the one it is given,
    /// which is committed when it ends and never happened when it throws. What is to be done after a part's commit (<see cref="IDatabaseTransaction.ThenAsync"/>) waits for that of the whole.
    /// </summary>
    Task<T> AsOneAsync<T>(TenantId tenant, Func<IDatabaseTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>All tenants, for workers that loop over them; those of a database that is away as well.</summary>
    Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken);

    /// <summary>Records a tenant (idempotent) and makes its data key.</summary>
    Task EnsureTenantAsync(TenantId tenant, string name, CancellationToken cancellationToken);
}

/// <summary>One open transaction. Disposed without commit, it never happened.</summary>
public interface IDatabaseTransaction : IAsyncDisposable
{
    /// <summary>Whose data it sees; default for the system role.</summary>
    TenantId Tenant { get; }

    /// <summary>The connection; commands on it take part in the transaction.</summary>
    NpgsqlConnection Connection { get; }

    /// <summary>Writes messages to the outbox, to be published after commit, exactly when the transaction commits.</summary>
    Task PublishAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
        where TMessage : class, IMessage;

    /// <summary>Makes everything permanent.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Tells others of what was committed: now, or when the change this transaction is a part of is committed. Only for hints, whose loss does no harm.</summary>
    Task ThenAsync(Func<CancellationToken, Task> effect, CancellationToken cancellationToken);
}

/// <summary>Handles one kind of message. The inbox row is written in the same transaction, so an effect happens once however often the message comes.</summary>
public interface IMessageHandler<in TMessage>
    where TMessage : class, IMessage
{
    /// <summary>Applies the message inside the given transaction; do not commit it. An exception leads to redelivery with back-off, then to the error queue.</summary>
    Task HandleAsync(TMessage message, IDatabaseTransaction transaction, CancellationToken cancellationToken);
}
