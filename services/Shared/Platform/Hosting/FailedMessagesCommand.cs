using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.Bus;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary><c>Host failed-messages [retry]</c>: shows what no attempt could apply, or offers it again to the consumer that failed.</summary>
internal static class FailedMessagesCommand
{
    public static HostCommand Command { get; } = new("failed-messages", "failed-messages [retry]   lists messages that could not be applied; retry offers them again", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        var (database, isRetry, count) = (opened.Services.GetRequiredService<IDatabase>(), context.Arguments is ["retry"], 0);
        foreach (var place in database.Places)
        {
            await using var transaction = await database.BeginSystemAsync(place, cancellationToken);
            if (isRetry) count += await FailedMessagesTable.RetryAsync(transaction, cancellationToken);
            else await foreach (var line in FailedMessagesTable.ListAsync(transaction, cancellationToken)) await context.Output.WriteLineAsync(line);
            await transaction.CommitAsync(cancellationToken);
        }

        if (isRetry) await context.Output.WriteLineAsync($"{count} messages are offered again");
        return 0;
    }
}
