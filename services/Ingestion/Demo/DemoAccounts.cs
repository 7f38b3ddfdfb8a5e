using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Demo;

/// <summary>Connects the demo's accounts at the sandbox, if the configuration brings keys for them. What is there already is left alone, but for a key that changed.</summary>
internal sealed class DemoAccounts(AccountRegister register, AccountStore accounts, IDatabase database, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<DemoAccounts> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Demo.Count == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.EnsureTenantAsync(DemoTenant.Tenant, "Demo", stoppingToken);
                foreach (var (venue, key) in options.Value.Demo) await ConnectAsync(venue.ToLowerInvariant(), key, stoppingToken);
                Log.DemoConnected(log, options.Value.Demo.Count);
                return;
            }
            catch (NpgsqlException problem)
            {
                Log.DemoWaits(log, problem.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private async Task ConnectAsync(string venue, DemoAccountKey key, CancellationToken cancellationToken)
    {
        var account = new ConnectedAccount(DemoTenant.Tenant, DemoTenant.Account(venue), DemoTenant.EntityOf(venue), venue, VenueNames.Of(venue) + " demo");
        using var credentials = new VenueCredentials(key.Key, new Secret(key.Secret), string.IsNullOrEmpty(key.Passphrase) ? null : new Secret(key.Passphrase));
        await register.ConnectAsync(account, credentials, cancellationToken);
        if (await accounts.FindAsync(account.Tenant, account.Id, cancellationToken) is { Removed: false } there && there.KeyFingerprint != KeyFingerprint.Of(key.Key))
            await register.RotateAsync(there, credentials, there.KeyLabel, cancellationToken);
    }
}
