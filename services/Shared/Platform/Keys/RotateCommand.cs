using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform.Keys;

/// <summary><c>Host rotate-keys</c>: wraps every tenant's data keys under a new master key, and makes new ones if asked, while everything goes on running. Each tenant is a transaction of its own, so it can be stopped anywhere and run again.</summary>
internal static class RotateCommand
{
    public static HostCommand Command { get; } = new(
        "rotate-keys", "rotate-keys [--data-keys] [--resume]: makes a new master key and wraps all data keys under it; --data-keys makes new data keys for what is sealed from then on as well; --resume makes no master key and goes on with the newest (also after Keys__Service was changed)", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (resume, renew) = (context.Arguments.Contains("--resume", StringComparer.Ordinal), context.Arguments.Contains("--data-keys", StringComparer.Ordinal));
        if (context.Arguments.Count != (resume ? 1 : 0) + (renew ? 1 : 0))
        {
            await context.Error.WriteLineAsync(Command.Usage);
            return 2;
        }

        await using var opened = await context.OpenServicesAsync(cancellationToken);
        try
        {
            var service = opened.Services.GetRequiredService<IKeyService>();
            var newest = resume ? await service.NewestAsync(cancellationToken) : await service.RenewAsync(cancellationToken);
            var count = await ActivatorUtilities.CreateInstance<KeyRotation>(opened.Services).RunAsync(newest, renew, cancellationToken);
            await context.Output.WriteLineAsync($"{count.Wrapped} of {count.All} data keys wrapped anew; all are under {newest} now" + (renew ? $"; {count.Renewed} new data keys made" : ""));
            return 0;
        }
        catch (Exception error) when (error is KeyServiceException or System.Security.Cryptography.CryptographicException)
        {
            throw new StartupException(error.Message, error);
        }
    }
}
