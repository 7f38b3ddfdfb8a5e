using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Moves the outbox rows of one database to the bus, in order within each key. One process at a time does it, by a lock in the database; when it dies another goes on. After a start every row still there is delivered again.</summary>
internal sealed class OutboxDispatcher(Place place, OutboxLease lease, IDatabase database, IDelivery delivery, BusMetrics metrics, TimeProvider time, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int Window = 128;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, byte> _underWay = new();
    private readonly ConcurrentQueue<long> _done = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await lease.RunAsync(WorkAsync, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (PlaceAwayException)
            {
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error) when (error is NpgsqlException or IOException or OperationCanceledException)
            {
                Log.OutboxInterrupted(log, error);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var refused = await DispatchAsync(cancellationToken);
            if (refused) await Task.Delay(Pause, time, cancellationToken);
            else await place.Signal.WaitAsync(Poll, cancellationToken);
        }
    }

    /// <summary>One round: clears what is done, hands over what is new. True when the transport refused something.</summary>
    private async Task<bool> DispatchAsync(CancellationToken cancellationToken)
    {
        var rows = await ExchangeAsync(cancellationToken);
        if (rows.Count == 0) return false;
        var lanes = rows.GroupBy(r => r.Envelope.OrderingKey, StringComparer.Ordinal).Select(g => HandOverAsync([.. g], cancellationToken));
        return (await Task.WhenAll(lanes)).Contains(false);
    }

    private async Task<IReadOnlyList<OutboxRow>> ExchangeAsync(CancellationToken cancellationToken)
    {
        var done = new List<long>();
        while (_done.TryDequeue(out var id)) done.Add(id);
        try
        {
            await using var transaction = await database.BeginSystemAsync(place.Name, cancellationToken);
            if (done.Count > 0) await OutboxTable.RemoveAsync(transaction.Connection, [.. done], cancellationToken);
            var room = Window - (_underWay.Count - done.Count);
            var rows = room <= 0 ? [] : await OutboxTable.ReadAsync(transaction.Connection, place.Name, [.. _underWay.Keys], room, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            foreach (var id in done) _underWay.TryRemove(id, out _);
            metrics.Dispatched(done.Count);
            return rows;
        }
        catch
        {
            foreach (var id in done) _done.Enqueue(id);
            throw;
        }
    }

    /// <summary>Hands over the rows of one key; stops at the first the transport refuses, so that none overtakes it.</summary>
    private async Task<bool> HandOverAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            _underWay[row.Id] = 0;
            try
            {
                var completion = await delivery.HandOverAsync(row, cancellationToken);
                _ = completion.ContinueWith(_ => Finish(row.Id), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (Exception error)
            {
                _underWay.TryRemove(row.Id, out _);
                cancellationToken.ThrowIfCancellationRequested();
                Log.PublishRefused(log, row.Envelope.Type, row.Envelope.MessageId, error.Message);
                return false;
            }
        }

        return true;
    }

    private void Finish(long id)
    {
        _done.Enqueue(id);
        place.Signal.Pulse();
    }
}
