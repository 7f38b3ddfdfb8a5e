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
        await using var transaction = await opened.Services.GetRequiredService<IDatabase>().BeginSystemAsync(cancellationToken);
        if (context.Arguments is ["retry"])
        {
            var count = await FailedMessagesTable.RetryAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await context.Output.WriteLineAsync($"{count} messages are offered again");
            return 0;
        }

        await foreach (var line in FailedMessagesTable.ListAsync(transaction, cancellationToken)) await context.Output.WriteLineAsync(line);
        return 0;
    }
}
