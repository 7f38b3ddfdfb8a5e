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

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
