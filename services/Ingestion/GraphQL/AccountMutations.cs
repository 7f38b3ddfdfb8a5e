using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Changes of accounts. Secrets count for a request's hash and are kept nowhere but sealed on the account.</summary>
[Authorize(Permission.ManageAccounts)]
internal sealed class AccountMutations(AccountService service, AccountStore store, IdempotentRuns runs)
{
    /// <summary>Stores a key, sealed, and begins to import. A key that can withdraw is refused before it is stored.</summary>
    public Task<AccountPayload> ConnectAccountAsync(ConnectAccountInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "connectAccount", input, token => ConnectedAsync(user.Tenant(), input, token), AccountPayload.Refused, cancellationToken);

    /// <summary>Tries a key at its venue; nothing is stored of it.</summary>
    public Task<TestKeyPayload> TestKeyAsync(TestKeyInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.RunAsync(user, input.IdempotencyKey, "testKey", input, token => TestAsync(input, token), TestKeyPayload.Refused, cancellationToken);

    /// <summary>Stops importing until it is resumed.</summary>
    public Task<AccountPayload> PauseAccountAsync(ChangeAccountInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ChangeAsync(user, input.IdempotencyKey, "pauseAccount", input, input.AccountId, token => service.PauseAsync(user.Tenant(), input.AccountId, true, token), cancellationToken);

    /// <summary>Goes on importing.</summary>
    public Task<AccountPayload> ResumeAccountAsync(ChangeAccountInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ChangeAsync(user, input.IdempotencyKey, "resumeAccount", input, input.AccountId, token => service.PauseAsync(user.Tenant(), input.AccountId, false, token), cancellationToken);

    /// <summary>Gives an account another key; reading goes on where it stood. A key that can withdraw is refused before it is stored.</summary>
    public Task<AccountPayload> RotateKeyAsync(RotateKeyInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => ChangeAsync(
        user, input.IdempotencyKey, "rotateKey", input, input.AccountId, token => service.RotateAsync(user.Tenant(), input.AccountId, new KeyRequest(input.Key, input.Secret, input.Passphrase, input.KeyLabel), token), cancellationToken);

    /// <summary>Disables all keys of the tenant: within two seconds no session or socket uses one. Each is started again with enableKey.</summary>
    public Task<DisableAllKeysPayload> DisableAllKeysAsync(DisableAllKeysInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "disableAllKeys", input, async token => new DisableAllKeysPayload(await service.DisableAllAsync(user.Tenant(), input.Reason, token), []), DisableAllKeysPayload.Refused, cancellationToken);

    /// <summary>Enables the key of one account again, after all keys were disabled.</summary>
    public Task<AccountPayload> EnableKeyAsync(ChangeAccountInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ChangeAsync(user, input.IdempotencyKey, "enableKey", input, input.AccountId, token => service.EnableAsync(user.Tenant(), input.AccountId, token), cancellationToken);

    /// <summary>Stops and hides an account; no entry of its history is deleted.</summary>
    public Task<AccountPayload> RemoveAccountAsync(ChangeAccountInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ChangeAsync(user, input.IdempotencyKey, "removeAccount", input, input.AccountId, token => service.RemoveAsync(user.Tenant(), input.AccountId, token), cancellationToken);

    private Task<AccountPayload> ChangeAsync(
        ClaimsPrincipal user, string key, string operation, object input, Guid account, Func<CancellationToken, Task<Error?>> change, CancellationToken cancellationToken) =>
        runs.RunAsync(user, key, operation, input, token => ChangedAsync(user, account, change, token), AccountPayload.Refused, cancellationToken);

    private async Task<AccountPayload> ChangedAsync(ClaimsPrincipal user, Guid account, Func<CancellationToken, Task<Error?>> change, CancellationToken cancellationToken)
    {
        if (await change(cancellationToken) is { } error) return AccountPayload.Refused(UserError.Of(error));
        var changed = await store.FindAsync(user.Tenant(), new AccountId(account), cancellationToken);
        return new AccountPayload(changed is null ? null : AccountItem.Of(changed), []);
    }

    private async Task<AccountPayload> ConnectedAsync(TenantId tenant, ConnectAccountInput input, CancellationToken cancellationToken)
    {
        var connected = await service.ConnectAsync(tenant, input.Request, cancellationToken);
        return connected.IsOk ? new AccountPayload(AccountItem.Of(connected.Value), []) : AccountPayload.Refused(UserError.Of(connected.Error));
    }

    private async Task<TestKeyPayload> TestAsync(TestKeyInput input, CancellationToken cancellationToken)
    {
        var tested = await service.TestAsync(input.Request, cancellationToken);
        return tested.IsOk
            ? new TestKeyPayload(new(tested.Value.Ok, tested.Value.CanRead, tested.Value.CanTrade, tested.Value.CanWithdraw, tested.Value.Missing, tested.Value.Expires, tested.Value.Advice), [])
            : TestKeyPayload.Refused(UserError.Of(tested.Error));
    }
}
