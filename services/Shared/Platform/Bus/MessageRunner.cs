using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Applies one message for one consumer: inbox row and effect in one transaction, retried with back-off, and put aside where it is seen when nothing helps.</summary>
internal sealed class MessageRunner(IServiceScopeFactory scopes, IDatabase database, Consumers consumers, RetrySchedule retries, TimeProvider time, BusMetrics metrics, ILogger<MessageRunner> log)
{
    /// <summary>Returns when the consumer's inbox row is committed, by this delivery or an earlier one.</summary>
    public async Task RunAsync(string consumer, Envelope envelope, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            try
            {
                await ApplyAsync(consumer, envelope, cancellationToken);
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var outage = IsOutage(error);
                if (!outage) failures++;
                Log.HandlerFailed(log, error, consumer, envelope.Type, envelope.MessageId, failures);
                if (failures > retries.Delays.Count && await TryPutAsideAsync(consumer, envelope, error, cancellationToken)) return;
                await Task.Delay(outage ? retries.Outage : retries.After(failures), time, cancellationToken);
            }
        }
    }

    /// <summary>Whether the database, not the message, is the trouble: such attempts do not count.</summary>
    private static bool IsOutage(Exception error) => error is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    private async Task ApplyAsync(string consumer, Envelope envelope, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        await using var transaction = await BeginAsync(envelope, cancellationToken);
        if (!await InboxTable.ClaimAsync(transaction, consumer, envelope, cancellationToken)) return;
        await HandleAsync(consumer, envelope, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.Handled(consumer, time.GetElapsedTime(began));
    }

    private async Task HandleAsync(string consumer, Envelope envelope, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var subscription = consumers.Find(consumer, envelope.Type) ?? throw new InvalidOperationException($"Consumer {consumer} has no handler for {envelope.Type}.");
        var message = MessageJson.Read(subscription.MessageType, envelope.Body.Span);
        RequireTenant(envelope, message);
        await using var scope = scopes.CreateAsyncScope();
        await HandlerInvoker.For(subscription).InvokeAsync(scope.ServiceProvider, subscription.HandlerType, message, transaction, cancellationToken);
    }

    private static void RequireTenant(Envelope envelope, IMessage message)
    {
        if (message.Tenant.Value != envelope.Tenant) throw new InvalidOperationException($"A {envelope.Type} of tenant {message.Tenant} came in an envelope of tenant {envelope.Tenant}.");
    }

    private Task<IDatabaseTransaction> BeginAsync(Envelope envelope, CancellationToken cancellationToken) =>
        envelope.Tenant == Guid.Empty ? database.BeginSystemAsync(cancellationToken) : database.BeginAsync(new TenantId(envelope.Tenant), cancellationToken);

    private async Task<bool> TryPutAsideAsync(string consumer, Envelope envelope, Exception reason, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await BeginAsync(envelope, cancellationToken);
            if (await InboxTable.ClaimAsync(transaction, consumer, envelope, cancellationToken))
                await FailedMessagesTable.AddAsync(transaction, consumer, envelope, reason, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            metrics.PutAside(consumer);
            Log.MessagePutAside(log, consumer, envelope.Type, envelope.MessageId);
            return true;
        }
        catch (NpgsqlException error)
        {
            Log.HandlerFailed(log, error, consumer, envelope.Type, envelope.MessageId, 0);
            return false;
        }
    }
}
