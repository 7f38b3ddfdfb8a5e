using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform.Keys;

/// <summary><c>Host rotate-keys</c>: wraps every tenant's data key under a new master key while everything goes on running. Each tenant is a transaction of its own, so it can be stopped anywhere and run again.</summary>
internal static class RotateCommand
{
    public static HostCommand Command { get; } = new(
        "rotate-keys", "rotate-keys [--resume]: makes a new master key and wraps all data keys under it; --resume makes none and goes on with the newest (also after Keys__Service was changed)", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments is not ([] or ["--resume"]))
        {
            await context.Error.WriteLineAsync(Command.Usage);
            return 2;
        }

        await using var opened = await context.OpenServicesAsync(cancellationToken);
        try
        {
            var service = opened.Services.GetRequiredService<IKeyService>();
            var newest = context.Arguments.Count == 0 ? await service.RenewAsync(cancellationToken) : await service.NewestAsync(cancellationToken);
            var (wrapped, all) = await ActivatorUtilities.CreateInstance<KeyRotation>(opened.Services).RunAsync(newest, cancellationToken);
            await context.Output.WriteLineAsync($"{wrapped} of {all} data keys wrapped anew; all are under {newest} now");
            return 0;
        }
        catch (Exception error) when (error is KeyServiceException or System.Security.Cryptography.CryptographicException)
        {
            throw new StartupException(error.Message, error);
        }
    }
}
