using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Bus;

namespace PortfolioPlatform.Platform.Database;

/// <summary>One open transaction and its connection.</summary>
internal sealed class TenantTransaction(TenantId tenant, NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxSignal signal) : IDatabaseTransaction
{
    private bool _published;

    public TenantId Tenant => tenant;

    public NpgsqlConnection Connection => connection;

    public async Task PublishAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
        where TMessage : class, IMessage
    {
        if (message.Tenant != tenant) throw new InvalidOperationException($"A {message.GetType().Name} of tenant {message.Tenant} cannot be published in a transaction of tenant {tenant}.");
        await OutboxTable.AddAsync(connection, message, cancellationToken);
        _published = true;
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken);
        if (_published) signal.Pulse();
    }

    public Task ThenAsync(Func<CancellationToken, Task> effect, CancellationToken cancellationToken) => effect(cancellationToken);

    /// <summary>Marks a place to come back to.</summary>
    public Task SaveAsync(string place, CancellationToken cancellationToken) => transaction.SaveAsync(place, cancellationToken);

    /// <summary>Forgets a place: what was done since stays.</summary>
    public Task ReleaseAsync(string place, CancellationToken cancellationToken) => transaction.ReleaseAsync(place, cancellationToken);

    /// <summary>Undoes what was done since a place.</summary>
    public Task UndoAsync(string place, CancellationToken cancellationToken) => transaction.RollbackAsync(place, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
