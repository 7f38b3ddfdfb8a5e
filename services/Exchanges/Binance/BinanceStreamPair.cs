using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>Two private streams as one: it ends when either does, so that what was missed is read over REST.</summary>
internal static class BinanceStreamPair
{
    public static async IAsyncEnumerable<PrivateEvent> RunAsync(Func<CancellationToken, IAsyncEnumerable<PrivateEvent>> first, Func<CancellationToken, IAsyncEnumerable<PrivateEvent>> second, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = Channel.CreateUnbounded<PrivateEvent>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(PumpAsync(first(over.Token)), PumpAsync(second(over.Token)));
        try
        {
            await foreach (var one in told.Reader.ReadAllAsync(cancellationToken)) yield return one;
        }
        finally
        {
            await over.CancelAsync();
            await running;
        }

        async Task PumpAsync(IAsyncEnumerable<PrivateEvent> events)
        {
            try
            {
                await foreach (var one in events) told.Writer.TryWrite(one);
            }
            catch (OperationCanceledException)
            {
                // Its twin ended, or the caller did.
            }

            told.Writer.TryComplete();
        }
    }
}
