using Microsoft.Extensions.Hosting;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Identity.Links;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Demo;

/// <summary>The demo's tenant has one owner without a password: the printed link is the way in.</summary>
internal sealed class DemoOwner(IDatabase database, LoginLinks links, DemoMode demo, TimeProvider time) : IHostedService, IFirstAddress
{
    internal const string Email = "owner@demo.invalid";

    private Member? _owner;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!demo.Enabled) return;
        await database.EnsureTenantAsync(DemoTenant.Tenant, "Demo", cancellationToken);
        var now = time.GetUtcNow();
        var person = await PersonSql.EnsureAsync(database, new Person(DerivedId.Of("demo", "person"), Email, "Demo owner"), now, cancellationToken);
        await using var transaction = await database.BeginSystemAsync(database.PlaceOf(DemoTenant.Tenant), cancellationToken);
        var member = new Member(DemoTenant.Tenant, DerivedId.Of("demo", "member"), person, "Demo owner", Email);
        _owner = member with { Id = await MemberSql.EnsureAsync(transaction, member, now, cancellationToken) };
        await MemberSql.GrantAsync(transaction, _owner.Tenant, _owner.Id, new RoleGrant(MemberRoles.Owner, null), "demo", now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Uri?> MakeAsync(Uri host, CancellationToken cancellationToken) => _owner is null ? null : await links.MakeAsync(_owner, host, cancellationToken);
}
